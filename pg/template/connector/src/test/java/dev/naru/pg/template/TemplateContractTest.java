package dev.naru.pg.template;

import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.ConnectorContract;
import dev.naru.pg.testkit.PgFixture;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import dev.naru.pg.testkit.ScriptedPg.Received;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The contract that every connector must pass, with what this PG says. */
class TemplateContractTest extends ConnectorContract {

  @Override
  protected PgFixture fixture() {
    return new Fixture();
  }

  private static final class Fixture implements PgFixture {

    private static final String TID = "T-20260115-1";
    private static final String TOKEN = "token-1234567890";

    @Override
    public PgConnectorFactory factory() {
      return new TemplateConnectorFactory();
    }

    @Override
    public ChannelConfig channel(URI sandbox) {
      return new ChannelConfig(
          "templatetest",
          ChannelConfig.Mode.SANDBOX,
          Map.of("api_key", "a-key-of-this-test-alone"),
          sandbox);
    }

    @Override
    public WindowRequest windowRequest() {
      return request(PayMethod.CARD);
    }

    @Override
    public WindowRequest unopenable() {
      return request(new PayMethod("nobodys"));
    }

    private static WindowRequest request(PayMethod method) {
      URI hub = URI.create("https://hub.example/checkout/t/");
      return new WindowRequest(
          method,
          false,
          "order-1",
          "나루 머그컵",
          new WindowRequest.Buyer("홍길동", "010-1234-5678", "buyer@example.com"),
          "ko",
          new WindowRequest.Addresses(
              hub.resolve("return"), hub.resolve("close"), hub.resolve("notice")),
          null,
          null,
          WindowRequest.Cards.UNSAID,
          false,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Map.of());
    }

    @Override
    public String approvalPath() {
      return "/approve";
    }

    @Override
    public String cancelPath() {
      return "/cancel";
    }

    @Override
    public String partialCancelPath() {
      return "/partial-cancel";
    }

    @Override
    public String inquiryPath() {
      return "/inquiry";
    }

    @Override
    public String pgTid() {
      return TID;
    }

    @Override
    public ReturnMessage authenticated(PersistedAttempt attempt) {
      return returned(attempt, Map.of("code", "0000", "token", TOKEN));
    }

    @Override
    public ReturnMessage left(PersistedAttempt attempt) {
      return returned(attempt, Map.of("code", "C001", "message", "구매자가 취소했습니다."));
    }

    @Override
    public List<ReturnMessage> forgeries(PersistedAttempt attempt, URI attacker) {
      return List.of(
          returned(attempt, Map.of("code", "0000", "token", TOKEN, "mid", "another")),
          returned(attempt, Map.of("code", "0000", "token", TOKEN, "order", "HUB-2")),
          returned(attempt, Map.of("code", "0000")));
    }

    private static ReturnMessage returned(PersistedAttempt attempt, Map<String, String> more) {
      Map<String, String> fields = new HashMap<>();
      fields.put("mid", attempt.channel().mid());
      fields.put("order", attempt.pgOrderNumber());
      fields.putAll(more);
      return new ReturnMessage(fields);
    }

    @Override
    public List<String> secretsOf(ReturnMessage authenticated) {
      return List.of(TOKEN);
    }

    @Override
    public Function<Received, Answer> approved(Approval approval) {
      return _ ->
          recorded(
              "approved.json",
              "MID",
              approval.mid(),
              "ORDER",
              approval.pgOrderNumber(),
              "AMOUNT",
              Long.toString(approval.amount()));
    }

    @Override
    public Answer declined(PersistedAttempt attempt) {
      return refusal("D001");
    }

    @Override
    public Answer found(PersistedAttempt attempt, long cancelled) {
      return found(attempt.pgOrderNumber(), attempt, cancelled);
    }

    @Override
    public Answer foundAnother(PersistedAttempt attempt) {
      return found("HUB-2", attempt, 0);
    }

    private static Answer found(String order, PersistedAttempt attempt, long cancelled) {
      return recorded(
          "found.json",
          "MID",
          attempt.channel().mid(),
          "ORDER",
          order,
          "AMOUNT",
          Long.toString(attempt.amount().minor()),
          "CANCELLED",
          Long.toString(cancelled));
    }

    @Override
    public Answer notFound() {
      return refusal("T404");
    }

    @Override
    public Answer cancelled(PersistedAttempt attempt, CancelRequest request) {
      return recorded("cancelled.json");
    }

    @Override
    public Answer cancelRefused() {
      return refusal("R003");
    }

    @Override
    public Answer alreadyCancelled() {
      return refusal("R001");
    }

    @Override
    public Answer unheardOf(String path) {
      return refusal("X999");
    }

    private static Answer refusal(String code) {
      return recorded("refused.json", "CODE", code);
    }

    /** An answer from the folder {@code fixtures}, with {@code {NAME}} replaced by values. */
    private static Answer recorded(String file, String... namesAndValues) {
      try (InputStream in = Fixture.class.getResourceAsStream("/fixtures/" + file)) {
        byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (int i = 0; i < namesAndValues.length; i += 2) {
          text = text.replace("{" + namesAndValues[i] + "}", namesAndValues[i + 1]);
        }
        return Answer.ok(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

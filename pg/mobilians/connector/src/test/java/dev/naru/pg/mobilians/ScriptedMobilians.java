package dev.naru.pg.mobilians;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.HttpTransport;
import dev.naru.pg.testkit.ScriptedPg;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connector that talks to a scripted KG Mobilians over a socket, with a clock that a test can
 * move.
 */
final class ScriptedMobilians implements AutoCloseable {
  static final String PAY_TOKEN = "260115000000001";

  final ScriptedPg pg = new ScriptedPg();
  private final HttpTransport transport = HttpTransport.impatient(Duration.ofSeconds(20));
  private final Generation generation;
  private final Map<String, String> settings;
  private Instant now = Fixtures.NOW;

  ScriptedMobilians(Generation generation, Map<String, String> settings) {
    this.generation = generation;
    this.settings = new HashMap<>(settings);
    this.settings.putIfAbsent("skey", Fixtures.SKEY);
  }

  MobiliansConnector connector() {
    return connector(transport);
  }

  MobiliansConnector connector(HttpTransport over) {
    return new MobiliansConnector(generation, over, () -> now);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  PersistedAttempt attempt(long amountKrw) {
    ChannelConfig channel =
        new ChannelConfig(Fixtures.SID, ChannelConfig.Mode.SANDBOX, settings, pg.base());
    return new PersistedAttempt("attempt-1", Fixtures.TRADE_ID, channel, Money.krw(amountKrw));
  }

  WindowOpening open(WindowRequest request, long amountKrw) {
    MobiliansFixture answers =
        new MobiliansFixture(new MobiliansConnectorFactory(), request.method(), "MC");
    pg.answers("/MUP/api/registration", answers.opened(attempt(amountKrw)));
    return connector().open(attempt(amountKrw), request);
  }

  /** The body of the registration request. */
  JsonNode registered(WindowRequest request, long amountKrw) {
    pg.forget();
    WindowOpening _ = open(request, amountKrw);
    return sent();
  }

  /** The body of the last request. */
  JsonNode sent() {
    return JsonMapper.shared().readTree(pg.received().getLast().body());
  }

  /** The authentication that the window of this request returns. */
  Authenticated authenticated(WindowRequest request, long amountKrw, Map<String, String> further) {
    return (Authenticated) read(request, amountKrw, further);
  }

  AuthResult read(WindowRequest request, long amountKrw, Map<String, String> further) {
    WindowOpening.Opened opened = (WindowOpening.Opened) open(request, amountKrw);
    String amount = Long.toString(amountKrw);
    Map<String, String> fields = new HashMap<>();
    fields.put("code", "0000");
    fields.put("sid", Fixtures.SID);
    fields.put("tid", Fixtures.TID);
    fields.put("trade_id", Fixtures.TRADE_ID);
    fields.put("cash_code", CashCode.of(request.method()).orElseThrow().name());
    fields.put("pay_token", PAY_TOKEN);
    fields.put("amount", amount);
    fields.put("hmac", MobiliansFixture.tradeHmac(amount, Fixtures.TRADE_ID));
    fields.putAll(further);
    return connector().readReturn(attempt(amountKrw), opened.memo(), new ReturnMessage(fields));
  }

  /**
   * Approves the authentication that the window of this request returns; KG answers with the file.
   */
  Outcome approve(WindowRequest request, long amountKrw, String file, Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    String amount = values.getOrDefault("amount", Long.toString(amountKrw));
    all.put("sid", Fixtures.SID);
    all.put("tid", Fixtures.TID);
    all.put("trade_id", Fixtures.TRADE_ID);
    all.put("pay_token", PAY_TOKEN);
    all.put("amount", amount);
    all.put("hmac", MobiliansFixture.tradeHmac(Long.toString(amountKrw), Fixtures.TRADE_ID));
    all.putAll(values);
    Map<String, String> keys =
        Map.of(
            "mc_user_key", "uk1234567260115",
            "ra_reference_key", "RA0000000001",
            "va_reference_key", "VA0000000001",
            "mc_bill_key", "bk-of-another");
    Authenticated authenticated = authenticated(request, amountKrw, keys);
    pg.answers("/MUP/api/approval", Answer.ok(Fixtures.text(file, all)));
    return connector().approve(attempt(amountKrw), authenticated);
  }

  NetCancelOutcome netCancel(Authenticated authenticated, long amountKrw, Answer answer) {
    return netCancel(authenticated, amountKrw, answer, null);
  }

  NetCancelOutcome netCancel(
      Authenticated authenticated, long amountKrw, Answer answer, @Nullable Money charged) {
    pg.answers("/MUP/api/cancellation", answer);
    pg.answers("/MUP/api/account-expire", answer);
    return connector().netCancel(attempt(amountKrw), authenticated, null, charged);
  }

  CancelOutcome cancel(CancelRequest request, long paidKrw, String transactionId) {
    pg.answers(
        "/MUP/api/cancellation",
        Answer.ok(
            Fixtures.text(
                "cancellation.json",
                Map.of(
                    "sid",
                    Fixtures.SID,
                    "cash_code",
                    "MC",
                    "pay_token",
                    PAY_TOKEN,
                    "amount",
                    "1",
                    "transaction_id",
                    transactionId))));
    return connector().cancel(attempt(paidKrw), request);
  }

  @Override
  public void close() {
    transport.close();
    pg.close();
  }
}

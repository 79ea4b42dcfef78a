package dev.naru.pg.inicis;

import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.ConnectorContract;
import dev.naru.pg.testkit.PgFixture;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import dev.naru.pg.testkit.ScriptedPg.Received;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The contract, over the PC window's wire. */
class PcContractTest extends ConnectorContract {

  @Override
  protected PgFixture fixture() {
    return new Pc();
  }

  static final class Pc extends InicisFixture {
    private static final Pattern TIMESTAMP = Pattern.compile("timestamp=([0-9]+)");
    private static final String TOKEN = "c2FuZGJveC1hdXRo+LXRva2Vu/abc==";

    @Override
    public WindowRequest windowRequest() {
      return Fixtures.request(false, Map.of());
    }

    @Override
    public String approvalPath() {
      return "/stgstdpay.inicis.com/api/payAuth";
    }

    @Override
    public String netCancelPath() {
      return "/stgstdpay.inicis.com/api/netCancel";
    }

    @Override
    public String pgTid() {
      return "StdpayCARDINIpayTest20260115102601000001";
    }

    @Override
    public ReturnMessage authenticated(PersistedAttempt attempt) {
      return new ReturnMessage(
          Map.of(
              "resultCode",
              "0000",
              "resultMsg",
              "성공",
              "mid",
              attempt.channel().mid(),
              "orderNumber",
              attempt.orderId(),
              "authToken",
              TOKEN,
              "idc_name",
              "stg",
              "authUrl",
              attempt.channel().sandboxBase() + approvalPath(),
              "netCancelUrl",
              attempt.channel().sandboxBase() + netCancelPath(),
              "charset",
              "UTF-8"));
    }

    @Override
    public ReturnMessage left(PersistedAttempt attempt) {
      return new ReturnMessage(
          Map.of(
              "resultCode",
              "V801",
              "resultMsg",
              "사용자가 결제를 취소하셨습니다",
              "mid",
              attempt.channel().mid(),
              "orderNumber",
              attempt.orderId()));
    }

    @Override
    public List<ReturnMessage> forgeries(PersistedAttempt attempt, URI attacker) {
      ReturnMessage genuine = authenticated(attempt);
      return List.of(
          with(genuine, "mid", "SomeoneElz"),
          with(genuine, "mid", ""),
          with(genuine, "orderNumber", "HUB-2"),
          with(genuine, "idc_name", "fc"),
          with(genuine, "idc_name", "evil"),
          with(genuine, "idc_name", ""),
          with(genuine, "authUrl", attacker + approvalPath()),
          with(genuine, "authUrl", genuine.field("authUrl") + "?"),
          with(genuine, "authUrl", "https://fcstdpay.inicis.com/api/payAuth"),
          with(genuine, "netCancelUrl", attacker + netCancelPath()),
          with(genuine, "netCancelUrl", ""),
          with(genuine, "authToken", ""),
          with(genuine, "P_STATUS", "00"),
          with(with(genuine, "resultCode", "V801"), "orderNumber", "HUB-2"));
    }

    @Override
    public List<String> secretsOf(ReturnMessage authenticated) {
      return List.of(TOKEN);
    }

    @Override
    public Function<Received, Answer> approved(Approval approval) {
      return request -> {
        String timestamp =
            TIMESTAMP
                .matcher(request.body())
                .results()
                .map((MatchResult it) -> it.group(1))
                .findFirst()
                .orElseThrow();
        String price = Long.toString(approval.amount());
        return Answer.ok(
            Fixtures.text(
                "pc-approval.json",
                Map.of(
                    "mid", approval.mid(),
                    "oid", approval.orderId(),
                    "price", price,
                    "authSignature",
                        InicisSigner.authSignature(
                            approval.mid(), approval.orderId(), price, timestamp))));
      };
    }

    @Override
    public Answer declined(PersistedAttempt attempt) {
      return failure("pc-failure.json", attempt, "500601", "카드번호 오류");
    }

    @Override
    public Answer netCancelled(PersistedAttempt attempt) {
      return Answer.ok(
          Fixtures.text(
              "pc-net-cancel.json",
              Map.of("mid", attempt.channel().mid(), "oid", attempt.orderId())));
    }

    @Override
    public List<Answer> nothingToNetCancel(PersistedAttempt attempt) {
      return List.of(
          failure("pc-failure.json", attempt, "500626", "기 취소 거래"),
          failure("pc-failure.json", attempt, "01", "[500626|기 취소 거래]"),
          failure("pc-failure.json", attempt, "500623", "해당거래 없음"));
    }

    @Override
    public Answer netCancelRefused(PersistedAttempt attempt) {
      return failure("pc-failure.json", attempt, "500627", "취소 불가");
    }

    @Override
    public Answer unheardOf(String path) {
      return path.contains("/v2/")
          ? InicisFixture.failure("QQ77Q", "?")
          : Answer.ok("{\"resultCode\":\"QQ77Q\",\"resultMsg\":\"?\"}");
    }
  }
}

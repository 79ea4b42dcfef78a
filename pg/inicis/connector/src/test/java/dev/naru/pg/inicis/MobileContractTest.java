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

/** The contract, over the mobile window's wire. */
class MobileContractTest extends ConnectorContract {

  @Override
  protected PgFixture fixture() {
    return new Mobile();
  }

  static final class Mobile extends InicisFixture {
    private static final String AUTH_TID = "INIMX_AUTHINIpayTest20260115102500000002";

    @Override
    public WindowRequest windowRequest() {
      return Fixtures.request(true, Map.of());
    }

    @Override
    public String approvalPath() {
      return "/stgmobile.inicis.com/smart/payReq.ini";
    }

    @Override
    public String netCancelPath() {
      return "/stgmobile.inicis.com/smart/payNetCancel.ini";
    }

    @Override
    public String pgTid() {
      return "INIMX_CARDINIpayTest20260115102601000003";
    }

    @Override
    public ReturnMessage authenticated(PersistedAttempt attempt) {
      return new ReturnMessage(
          Map.of(
              "P_STATUS", "00",
              "P_RMESG1", "성공",
              "P_TID", AUTH_TID,
              "P_REQ_URL", attempt.channel().sandboxBase() + approvalPath(),
              "P_AMT", Long.toString(attempt.amount().minor()),
              "P_NOTI", "order-1",
              "idc_name", "stg"));
    }

    @Override
    public ReturnMessage left(PersistedAttempt attempt) {
      return new ReturnMessage(Map.of("P_STATUS", "01", "P_RMESG1", ""));
    }

    @Override
    public List<ReturnMessage> forgeries(PersistedAttempt attempt, URI attacker) {
      ReturnMessage genuine = authenticated(attempt);
      return List.of(
          with(genuine, "P_TID", "INIMX_AUTHSomeoneElz20260115102500000002"),
          with(genuine, "P_TID", ""),
          with(genuine, "P_AMT", "1"),
          with(genuine, "idc_name", "fc"),
          with(genuine, "idc_name", "evil"),
          with(genuine, "P_REQ_URL", attacker + approvalPath()),
          with(genuine, "P_REQ_URL", genuine.field("P_REQ_URL") + "?x"),
          with(genuine, "P_REQ_URL", "https://stgmobile.inicis.com/smart/payReq.ini"),
          with(genuine, "P_REQ_URL", ""),
          with(genuine, "resultCode", "0000"));
    }

    @Override
    public List<String> secretsOf(ReturnMessage authenticated) {
      return List.of(AUTH_TID);
    }

    @Override
    public Function<Received, Answer> approved(Approval approval) {
      return request ->
          Answer.ok(
              Fixtures.text(
                  "mobile-approval.txt",
                  Map.of(
                      "mid", approval.mid(),
                      "oid", approval.orderId(),
                      "price", Long.toString(approval.amount()))));
    }

    @Override
    public Answer declined(PersistedAttempt attempt) {
      return failure("mobile-failure.txt", attempt, "01", "카드사 거절");
    }

    @Override
    public Answer netCancelled(PersistedAttempt attempt) {
      return Answer.ok(
          Fixtures.text("mobile-net-cancel.txt", Map.of("mid", attempt.channel().mid())));
    }

    @Override
    public List<Answer> nothingToNetCancel(PersistedAttempt attempt) {
      return List.of(
          failure("mobile-failure.txt", attempt, "500626", "기 취소 거래"),
          failure("mobile-failure.txt", attempt, "01", "[500623|해당거래 없음]"));
    }

    @Override
    public Answer netCancelRefused(PersistedAttempt attempt) {
      return failure("mobile-failure.txt", attempt, "500627", "취소 불가");
    }

    @Override
    public Answer unheardOf(String path) {
      return path.contains("/v2/")
          ? InicisFixture.failure("QQ77Q", "?")
          : Answer.ok("P_STATUS=QQ77Q&P_RMESG1=?");
    }
  }
}

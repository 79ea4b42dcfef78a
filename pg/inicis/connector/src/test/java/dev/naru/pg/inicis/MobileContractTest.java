package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
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

/** Runs the connector contract with the mobile window's messages. */
class MobileContractTest extends ConnectorContract {

  @Override
  protected PgFixture fixture() {
    return new Mobile();
  }

  static final class Mobile extends InicisFixture {
    private static final String AUTH_TID = "INIMX_AUTHINIpayTest20260115102500000002";

    @Override
    public WindowRequest windowRequest() {
      return Shop.asks(PayMethod.CARD).onAPhone(true).request();
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
    public WindowRequest accountRequest() {
      return Shop.asks(PayMethod.VBANK).onAPhone(true).request();
    }

    @Override
    public Function<Received, Answer> accountIssued(Approval approval) {
      return request ->
          Answer.ok(
              Fixtures.text(
                  "mobile-method.txt",
                  Map.of(
                      "mid",
                      approval.mid(),
                      "oid",
                      approval.pgOrderNumber(),
                      "price",
                      Long.toString(approval.amount()),
                      "prefix",
                      "INIMX_VBNK",
                      "type",
                      "VBANK",
                      "bank",
                      "88",
                      "extra",
                      "&P_VACT_NUM=56211103849740&P_VACT_DATE=20260118&P_VACT_TIME=235959"
                          + "&P_VACT_NAME=(주)케이지이니시스&P_VACT_BANK_CODE=88&P_FN_NM=신한은행")));
    }

    @Override
    public WindowRequest keyRequest() {
      return Shop.asks(PayMethod.CARD).onAPhone(true).forAKey().request();
    }

    @Override
    public ReturnMessage keyAuthenticated(PersistedAttempt attempt) {
      return new ReturnMessage(
          Map.of(
              "resultcode", "00",
              "resultmsg", "정상처리",
              "mid", attempt.channel().mid(),
              "orderid", attempt.pgOrderNumber(),
              "tid", "INIMX_BILLINIpayTest20260115102601000004",
              "billkey", BILL_KEY,
              "cardcd", "14",
              "cardno", "400933*********7",
              "cardkind", "0",
              "CheckFlag", "0"));
    }

    @Override
    public NoticeMessage deposited(PersistedAttempt attempt, long amount, int serial) {
      return notice(attempt, "02", "VBANK", amount, serial);
    }

    @Override
    public List<NoticeMessage> uneventful(PersistedAttempt attempt) {
      return List.of(
          notice(attempt, "00", "VBANK", 1_000, 1),
          notice(attempt, "00", "CARD", 1_000, 1),
          notice(attempt, "01", "ISP", 1_000, 1));
    }

    private static NoticeMessage notice(
        PersistedAttempt attempt, String status, String type, long amount, int serial) {
      return notice(
          "mobile-notice.txt",
          Map.of(
              "mid", attempt.channel().mid(),
              "oid", attempt.pgOrderNumber(),
              "price", Long.toString(amount),
              "serial", Integer.toString(serial),
              "status", status,
              "type", type));
    }

    @Override
    public Function<Received, Answer> approved(Approval approval) {
      return request ->
          Answer.ok(
              Fixtures.text(
                  "mobile-approval.txt",
                  Map.of(
                      "mid", approval.mid(),
                      "oid", approval.pgOrderNumber(),
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

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Runs the connector contract with the PC window's messages. */
class PcContractTest extends ConnectorContract {

  @Override
  protected PgFixture fixture() {
    return new Pc();
  }

  static final class Pc extends InicisFixture {
    private static final Pattern TIMESTAMP = Pattern.compile("timestamp=([0-9]+)");
    private static final String ACCOUNT =
        "\"VACT_Num\":\"56211103849740\",\"VACT_BankCode\":\"88\",\"vactBankName\":\"신한은행\","
            + "\"VACT_Name\":\"(주)케이지이니시스\",\"VACT_InputName\":\"홍길동\","
            + "\"VACT_Date\":\"20260118\",\"VACT_Time\":\"235959\"";
    private static final String TOKEN = "c2FuZGJveC1hdXRo+LXRva2Vu/abc==";

    @Override
    public WindowRequest windowRequest() {
      return Shop.asks(PayMethod.CARD).request();
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
              attempt.pgOrderNumber(),
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
              attempt.pgOrderNumber()));
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
    public WindowRequest accountRequest() {
      return Shop.asks(PayMethod.VBANK).request();
    }

    @Override
    public Function<Received, Answer> accountIssued(Approval approval) {
      return method(approval, "StdpayVBNK", "VBank", ACCOUNT);
    }

    @Override
    public WindowRequest keyRequest() {
      return Shop.asks(PayMethod.CARD).forAKey().request();
    }

    @Override
    public Function<Received, Answer> keyIssued(Approval approval) {
      return method(
          approval,
          "StdpayBILL",
          "Auth",
          "\"payMethodDetail\":\"BILL_CARD\",\"CARD_BillKey\":\""
              + BILL_KEY
              + "\",\"CARD_Code\":\"14\",\"CARD_Num\":\"400933*********7\"");
    }

    @Override
    public NoticeMessage deposited(PersistedAttempt attempt, long amount, int serial) {
      return notice(attempt, amount, serial, "0200");
    }

    @Override
    public NoticeMessage takenBack(PersistedAttempt attempt) {
      return notice(attempt, attempt.amount().minor(), 9, "0400");
    }

    private static NoticeMessage notice(
        PersistedAttempt attempt, long amount, int serial, String type) {
      return notice(
          "pc-deposit.txt",
          Map.of(
              "mid", attempt.channel().mid(),
              "oid", attempt.pgOrderNumber(),
              "price", Long.toString(amount),
              "serial", Integer.toString(serial),
              "type", type));
    }

    private static Function<Received, Answer> method(
        Approval approval, String prefix, String payMethod, String extra) {
      return signed(
          approval,
          "pc-method.json",
          Map.of(
              "prefix",
              prefix,
              "payMethod",
              payMethod,
              "applNum",
              payMethod.equals("Auth") ? "" : "30012345",
              "extra",
              extra));
    }

    @Override
    public Function<Received, Answer> approved(Approval approval) {
      return signed(approval, "pc-approval.json", Map.of());
    }

    private static Function<Received, Answer> signed(
        Approval approval, String file, Map<String, String> more) {
      return request -> {
        String timestamp =
            TIMESTAMP
                .matcher(request.body())
                .results()
                .map((MatchResult it) -> it.group(1))
                .findFirst()
                .orElseThrow();
        String price = Long.toString(approval.amount());
        Map<String, String> values = new HashMap<>(more);
        values.put("mid", approval.mid());
        values.put("oid", approval.pgOrderNumber());
        values.put("price", price);
        values.put(
            "authSignature",
            InicisSigner.authSignature(approval.mid(), approval.pgOrderNumber(), price, timestamp));
        return Answer.ok(Fixtures.text(file, values));
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
              Map.of("mid", attempt.channel().mid(), "oid", attempt.pgOrderNumber())));
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

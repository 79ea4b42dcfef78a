package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.inicis.emulator.payment.BankDeposits;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.testkit.Concurrently;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.NoticeReceiver;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Virtual accounts: issue, deposit, notices, refund and revocation. */
class VirtualAccountTest {

  /**
   * The account number 1002856123456, encrypted with INIpayTest's key (test vector
   * iniapi.aes.refundAcctNum2).
   */
  private static final String SEALED_ACCOUNT = "b4mftjDfaxGYpI5lC4andg==";

  private final String oid = Shop.newOrder();
  private final NoticeReceiver merchant = new NoticeReceiver("OK");

  @BeforeEach
  void no_scenario_is_left_over() {
    ControlCalls.reset();
  }

  @AfterEach
  void the_merchant_goes() {
    merchant.close();
  }

  @Test
  void an_account_is_issued_and_not_paid() {
    JsonNode answer = issue("vbank(209912312359):va_receipt");
    assertThat(text(answer, "resultCode")).isEqualTo("0000");
    assertThat(text(answer, "payMethod")).isEqualTo("VBank");
    assertThat(text(answer, "tid")).startsWith("StdpayVBNK").hasSize(40);
    assertThat(text(answer, "VACT_Num")).matches("562\\d{11}");
    assertThat(text(answer, "VACT_BankCode")).isEqualTo("88");
    assertThat(text(answer, "vactBankName")).isEqualTo("신한은행");
    assertThat(text(answer, "VACT_InputName")).isEqualTo("홍길동");
    assertThat(text(answer, "VACT_Date") + text(answer, "VACT_Time")).isEqualTo("20991231235900");
    assertThat(Shop.book(oid)).containsExactly("14000-0 waiting");
    assertThat(Shop.bookMethods(oid)).containsExactly("vbank");
    assertThat(text(Shop.inquiry("oid", oid), "transactionStatus")).isEqualTo("NON_DEPOSIT");
    assertThat(merchant.isEmpty()).isTrue();
  }

  @Test
  void a_date_alone_lasts_to_its_end_and_none_lasts_ten_days() {
    assertThat(text(issue("vbank(20991231)"), "VACT_Time")).isEqualTo("235959");
    String due =
        KoreanTime.stamp(TestSandbox.TIME.instant().plus(Duration.ofDays(10))).substring(0, 8);
    assertThat(text(issue(""), "VACT_Date")).isEqualTo(due);
  }

  @Test
  void the_window_shows_the_deadline_and_a_receipt_only_when_asked_for() {
    String page = page(form("vbank(209912312359):va_receipt"));
    assertThat(page).contains("2099-12-31 23:59", "입금자명", "현금영수증", ">결제하기</button>");
    assertThat(page(form("vbank(20991231)"))).doesNotContain("현금영수증");
  }

  @Test
  void a_deposit_is_told_in_euc_kr_until_it_is_acknowledged() {
    JsonNode answer = issue("vbank(20991231)");
    merchant.willAnswer("FAIL");
    merchant.willAnswer("OK\n");
    assertThat(deposit(14_000)).isEqualTo(200);
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    var first = merchant.next();
    assertThat(first.path()).isEqualTo(BankDeposits.REGISTERED_NOTICE_PATH);
    // The bytes of the real capture (vector vbankNoti.pc.nm_input.euckr).
    assertThat(first.raw()).contains("&nm_input=%C8%AB%B1%E6%B5%BF&");
    assertThat(first.fields())
        .containsEntry("no_oid", oid)
        .containsEntry("id_merchant", Shop.MID)
        .containsEntry("no_req_tid", text(answer, "tid"))
        .containsEntry("no_vacct", text(answer, "VACT_Num"))
        .containsEntry("cd_bank", "00000088")
        .containsEntry("amt_input", "14000")
        .containsEntry("type_msg", "0200")
        .containsEntry("nm_inputbank", "신한은행")
        .hasEntrySatisfying(
            "no_tid", tid -> assertThat(tid).startsWith("ININPGVBNKINIpayTest").hasSize(40));
    TestSandbox.TIME.advance(Duration.ofMinutes(10));
    assertThat(merchant.next()).as("FAIL is no OK").isEqualTo(first);
    TestSandbox.TIME.advance(Duration.ofMinutes(10));
    assertThat(merchant.next()).as("nor is OK with a newline").isEqualTo(first);
    assertThat(text(Shop.inquiry("oid", oid), "transactionStatus")).isEqualTo("DEPOSIT_COMPLETED");
    assertThat(extra(text(answer, "tid"))).isEqualTo("Y");
  }

  @Test
  void a_duplicate_notice_comes_as_one_deposit() {
    issue("vbank(20991231)");
    ControlCalls.scenario("{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"duplicate_notice\"}");
    deposit(14_000);
    assertThat(merchant.next()).isEqualTo(merchant.next());
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void the_bank_refuses_another_amount_and_whatever_comes_too_late() {
    String day =
        KoreanTime.stamp(TestSandbox.TIME.instant().plus(Duration.ofDays(1))).substring(0, 8);
    issue("vbank(" + day + ")");
    assertThat(deposit(13_999)).isEqualTo(400);
    assertThat(deposit(14_001)).isEqualTo(400);
    TestSandbox.TIME.advance(Duration.ofDays(2));
    assertThat(deposit(14_000)).isEqualTo(400);
    assertThat(Shop.book(oid)).containsExactly("14000-0 waiting");
    assertThat(merchant.isEmpty()).isTrue();
  }

  @Test
  void of_two_deposits_at_once_one_comes_in() throws Exception {
    issue("vbank(20991231)");
    List<Callable<Integer>> calls = List.of(() -> deposit(14_000), () -> deposit(14_000));
    assertThat(Concurrently.run(calls)).filteredOn(status -> status == 200).hasSize(1);
    merchant.next();
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(merchant.isEmpty()).isTrue();
  }

  @Test
  void a_phones_order_hears_of_the_issue_and_of_the_deposit() {
    var form = Shop.mobileForm(oid, 14_000, "VBANK", "vbank_receipt=Y");
    form.put("P_NOTI_URL", merchant.origin() + "/noti/a1");
    form.put("P_VBANK_DT", "20991231");
    form.put("P_VBANK_TM", "1830");
    var entered =
        Map.of("bank", "11", "payer", "홍길동", "receipt", "1", "receiptNumber", "1234567890");
    var result = Shop.fillIn(Shop.openMobile(form), entered);
    String answer = Shop.approveMobile(result.getOrDefault("P_TID", ""));
    assertThat(answer)
        .contains("&P_TYPE=VBANK&", "&P_VACT_NUM=562", "&P_VACT_DATE=20991231&P_VACT_TIME=183000&")
        .contains("&P_VACT_BANK_CODE=11&P_FN_NM=농협은행&", "&P_TID=INIMX_VBNKINIpayTest")
        .endsWith("&EventCode=");
    var issued = merchant.next();
    assertThat(issued.path()).isEqualTo("/noti/a1");
    assertThat(issued.fields())
        .containsEntry("P_STATUS", "00")
        .containsEntry("P_OID", oid)
        .containsEntry("P_CSHR_AMT", "");
    deposit(14_000);
    assertThat(merchant.next().fields())
        .containsEntry("P_STATUS", "02")
        .containsEntry("P_TYPE", "VBANK")
        .containsEntry("P_AMT", "14000")
        .containsEntry("P_UNAME", "홍길동")
        .containsEntry("P_CSHR_AMT", "14000")
        .containsEntry("P_CSHR_SUP_AMT", "12727")
        .containsEntry("P_CSHR_TYPE", "1")
        .hasEntrySatisfying("P_RMESG1", text -> assertThat(text).matches("562\\d{11}\\|20991231"));
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void a_deposit_goes_back_to_an_account_in_parts_and_whole() {
    String tid = text(issue("vbank(20991231)"), "tid");
    assertThat(detail(refund(tid, SEALED_ACCOUNT, "20"))).as("not paid in").isEqualTo("504628");
    deposit(14_000);
    merchant.next();
    assertThat(detail(Shop.refund(tid))).as("no account").isEqualTo("504425");
    assertThat(detail(refund(tid, "1002856123456", "20"))).as("not sealed").isEqualTo("504643");
    assertThat(detail(refund(tid, SEALED_ACCOUNT, "00"))).as("no bank").isEqualTo("504643");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    JsonNode part =
        TestHttp.json(
            Shop.v2(
                "partialRefund/vacct",
                """
                {"tid":"%s","msg":"부분","price":"4000","confirmPrice":"10000",\
                "refundAcctNum":"%s","refundBankCode":"20","refundAcctName":"홍길동"}\
                """
                    .formatted(tid, SEALED_ACCOUNT)));
    assertThat(text(part, "prtcRemains")).isEqualTo("10000");
    assertThat(Shop.book(oid)).containsExactly("14000-4000 cancelled");
    assertThat(text(Shop.inquiry("tid", tid), "transactionStatus")).isEqualTo("PART_CANCEL");
  }

  @Test
  void a_whole_refund_is_paid_out_on_the_next_day() {
    String tid = text(issue("vbank(20991231)"), "tid");
    deposit(14_000);
    merchant.next();
    assertThat(text(refund(tid, SEALED_ACCOUNT, "20"), "resultCode")).isEqualTo("00");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(text(Shop.inquiry("tid", tid), "transactionStatus")).isEqualTo("WAITING_FOR_REFUND");
    TestSandbox.TIME.advance(Duration.ofDays(1));
    assertThat(text(Shop.inquiry("tid", tid), "transactionStatus")).isEqualTo("REFUND_COMPLETED");
    assertThat(detail(refund(tid, SEALED_ACCOUNT, "20"))).isEqualTo("504626");
  }

  @Test
  void the_first_generation_refunds_to_an_account_and_revokes() {
    String tid = text(issue("vbank(20991231)"), "tid");
    var revoke = Map.of("type", "Refund", "paymethod", "GVacct", "tid", tid, "msg", "취소");
    var refund = new LinkedHashMap<>(revoke);
    refund.put("paymethod", "Vacct");
    refund.put("refundAcctNum", SEALED_ACCOUNT);
    refund.put("refundBankCode", "20");
    refund.put("refundAcctName", "홍길동");
    assertThat(extra(tid)).isEqualTo("N");
    assertThat(detail(Shop.v1("refund", tid + SEALED_ACCOUNT, refund))).isEqualTo("504628");
    assertThat(text(Shop.v1("refund", tid, revoke), "resultCode")).isEqualTo("00");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(extra(tid)).isEqualTo("C");
    assertThat(text(Shop.inquiry("tid", tid), "transactionStatus")).isEqualTo("DEPOSIT_CANCELED");
    assertThat(deposit(14_000)).isEqualTo(404);

    String other = text(issue("vbank(20991231)"), "tid");
    deposit(14_000);
    merchant.next();
    refund.put("tid", other);
    var late = Map.of("type", "Refund", "paymethod", "GVacct", "tid", other, "msg", "취소");
    assertThat(detail(Shop.v1("refund", other, late))).isEqualTo("504628");
    assertThat(text(Shop.v1("refund", other + SEALED_ACCOUNT, refund), "resultCode"))
        .isEqualTo("00");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled", "14000-14000 cancelled");
  }

  @Test
  void a_net_cancel_takes_the_account_back() {
    String token = authenticate(form("vbank(20991231)"));
    Shop.approve(token);
    assertThat(text(Shop.netCancel(token), "resultCode")).isEqualTo("0000");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(deposit(14_000)).isEqualTo(404);
  }

  @Test
  void a_deposit_that_the_bank_takes_back_is_told_as_0400() {
    String tid = text(issue("vbank(20991231)"), "tid");
    assertThat(takeBack()).isEqualTo(400);
    deposit(14_000);
    String depositTid = merchant.next().fields().getOrDefault("no_tid", "none");
    assertThat(takeBack()).isEqualTo(200);
    assertThat(merchant.next().fields())
        .containsEntry("type_msg", "0400")
        .containsEntry("no_tid", depositTid)
        .containsEntry("no_req_tid", tid);
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(text(Shop.inquiry("tid", tid), "transactionStatus")).isEqualTo("DEPOSIT_CANCELED");
    assertThat(takeBack()).isEqualTo(400);
  }

  @Test
  void the_slip_of_an_account_tells_its_state() {
    String tid = text(issue("vbank(20991231)"), "tid");
    String path = "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=" + tid;
    assertThat(TestHttp.text(TestHttp.get(path))).contains("입금 대기", "신한은행 562", "14,000원");
    deposit(14_000);
    merchant.next();
    assertThat(TestHttp.text(TestHttp.get(path))).contains("입금 완료");
  }

  private Map<String, String> form(String options) {
    var form = Shop.pcForm(oid, 14_000, "VBank", options);
    form.put("returnUrl", merchant.origin() + "/inicis/return/a1");
    return form;
  }

  private static String page(Map<String, String> form) {
    return TestHttp.text(TestHttp.get(Shop.window(Shop.openPc(form))));
  }

  private static String authenticate(Map<String, String> form) {
    return Shop.fillIn(Shop.openPc(form), Map.of("bank", "88", "payer", "홍길동"))
        .getOrDefault("authToken", "none");
  }

  private JsonNode issue(String options) {
    return Shop.approve(authenticate(form(options)));
  }

  private int deposit(long amount) {
    return ControlCalls.deposit(oid, amount);
  }

  private int takeBack() {
    return TestHttp.postJson(
            "/control/html5_inicis/deposit_cancels", "{\"order_id\":\"" + oid + "\"}")
        .statusCode();
  }

  private static JsonNode refund(String tid, String account, String bank) {
    return TestHttp.json(
        Shop.v2(
            "refund/vacct",
            """
            {"tid":"%s","msg":"환불","refundAcctNum":"%s","refundBankCode":"%s",\
            "refundAcctName":"홍길동"}\
            """
                .formatted(tid, account, bank)));
  }

  private static String extra(String tid) {
    return text(
        Shop.v1("extra", "", Map.of("type", "Extra", "paymethod", "Inquiry", "originalTid", tid)),
        "status");
  }

  private static String detail(JsonNode answer) {
    return text(answer, "detailResultCode");
  }
}

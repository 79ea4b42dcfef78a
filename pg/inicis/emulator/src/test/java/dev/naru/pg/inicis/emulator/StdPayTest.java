package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.testkit.Concurrently;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StdPayTest {

  private final String oid = Shop.newOrder();

  @BeforeEach
  void no_scenario_is_left_over() {
    ControlCalls.reset();
  }

  @Test
  void a_buyer_authenticates_and_the_merchants_server_approves() {
    Map<String, String> result = Shop.pay(Shop.openPc(Shop.pcForm(oid, 14_000)), "14", GOOD_CARD);
    assertThat(result)
        .containsEntry("resultCode", "0000")
        .containsEntry("mid", Shop.MID)
        .containsEntry("orderNumber", oid)
        .containsEntry("idc_name", "stg")
        .containsEntry("authUrl", TestSandbox.base() + "/stgstdpay.inicis.com/api/payAuth")
        .containsEntry("netCancelUrl", TestSandbox.base() + "/stgstdpay.inicis.com/api/netCancel")
        .containsEntry("merchantData", "order%20" + oid);
    assertThat(Shop.book(oid)).as("nothing is charged yet").isEmpty();

    JsonNode answer = Shop.approve(result.getOrDefault("authToken", ""));

    assertThat(answer.get("resultCode").asString()).isEqualTo("0000");
    assertThat(answer.get("TotPrice").isString()).isTrue();
    assertThat(answer.get("TotPrice").asString()).isEqualTo("14000");
    assertThat(answer.get("MOID").asString()).isEqualTo(oid);
    assertThat(answer.get("tid").asString())
        .matches("StdpayCARDINIpayTest20\\d{12}\\d{6}")
        .hasSize(40);
    assertThat(answer.get("authSignature").asString())
        .isEqualTo(Signatures.answer(Shop.MID, oid, "14000", "1768440361456"));
    assertThat(answer.get("CARD_Num").asString()).isEqualTo("123412*********4");
    assertThat(answer.get("CARD_Code").asString()).isEqualTo("14");
    assertThat(answer.get("CARD_Quota").asString()).isEqualTo("00");
    assertThat(answer.get("buyerName").asString()).isEqualTo("홍길동");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(ControlCalls.requests(answer.get("tid").asString())).containsExactly("approval");
  }

  @Test
  void an_isp_card_and_instalments_have_their_own_shape() {
    var opened = Shop.openPc(Shop.pcForm(oid, 50_000));
    String token = Shop.pay(opened, "06", GOOD_CARD, "3").getOrDefault("authToken", "");
    JsonNode answer = Shop.approve(token);
    assertThat(answer.get("payMethod").asString()).isEqualTo("VCard");
    assertThat(answer.get("tid").asString()).startsWith("StdpayISP_");
    assertThat(answer.get("CARD_Quota").asString()).isEqualTo("03");
  }

  @ParameterizedTest
  @CsvSource({
    "signature, 0, V013",
    "verification, 0, V014",
    "mKey, 0, V011",
    "mid, INIpayNone, V003",
    "price, 14001, V013",
    "price, '14,000', V002",
    "price, 0, V002",
    "oid, '', V001",
    "buyeremail, '', V001",
    "closeUrl, https://www.example.com/close, V023",
    "gopaymethod, Nothing, V101",
    "acceptmethod, BILLAUTH(Card), V102",
    "acceptmethod, vbank(20200101), V002",
    "acceptmethod, HPP(3), V002",
    "tax, 1401, V002",
    "taxfree, 14001, V002",
    "offerPeriod, 20261301-20261302, V002"
  })
  void a_wrong_form_comes_back_with_its_code(String field, String value, String code) {
    var form = Shop.pcForm(oid, 14_000);
    form.put(field, value);
    Map<String, String> result = TestHttp.hidden(Shop.openPc(form));
    assertThat(result).containsEntry("resultCode", code).doesNotContainKey("authToken");
  }

  @ParameterizedTest
  @CsvSource({"http://pay.example.com/close", "https://pay.example.com:8443/close"})
  void the_close_url_is_of_the_pages_domain_on_any_port_and_scheme(String closeUrl) {
    var form = Shop.pcForm(oid, 14_000);
    form.put("closeUrl", closeUrl);
    assertThat(Shop.pay(Shop.openPc(form), "14", GOOD_CARD)).containsEntry("resultCode", "0000");
  }

  @Test
  void dollars_are_for_cards_alone() {
    var form = Shop.pcForm(oid, 1_400);
    form.put("currency", "USD");
    String token = Shop.pay(Shop.openPc(form), "14", GOOD_CARD).getOrDefault("authToken", "");
    assertThat(Shop.approve(token).get("currency").asString()).isEqualTo("USD");
    form.put("gopaymethod", "VBank");
    assertThat(TestHttp.hidden(Shop.openPc(form))).containsEntry("resultCode", "V101");
  }

  @Test
  void an_order_number_that_is_paid_opens_no_window() {
    Shop.approve(Shop.authenticate(oid, 14_000, GOOD_CARD));
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(TestHttp.hidden(Shop.openPc(Shop.pcForm(oid, 14_000))))
        .containsEntry("resultCode", "V024");
  }

  @Test
  void a_phones_bill_needs_its_kind_of_goods() {
    assertThat(TestHttp.hidden(Shop.openPc(Shop.pcForm(oid, 14_000, "HPP", ""))))
        .containsEntry("resultCode", "V023");
  }

  @ParameterizedTest
  @CsvSource({
    "onlycard, Card",
    "onlyacard, Card",
    "onlyvcard, Card",
    "onlyisp, Card",
    "onlyvbank, VBank",
    "onlydbank, DirectBank",
    "onlyhpp, HPP",
    "onlyvbank:Card, VBank"
  })
  void a_window_can_have_one_method_alone(String asked, String method) {
    String one = TestHttp.text(TestHttp.get(open(method, "HPP(2):noeasypay:cardonly")));
    assertThat(withoutId(TestHttp.text(TestHttp.get(open(asked, "HPP(2)")))))
        .isEqualTo(withoutId(one));
  }

  private String open(String method, String options) {
    return TestHttp.location(Shop.openPc(Shop.pcForm(oid, 14_000, method, options)));
  }

  private static String withoutId(String page) {
    return page.replaceAll("/pay/window/[A-Za-z0-9_-]+", "/pay/window/")
        .replaceAll("<details class=\"sent\">.*</details>", "");
  }

  /** KG's sample v2.2, gnuboard5, node-inicis and luritas send no verification at all. */
  @ParameterizedTest
  @CsvSource({"N, '', 0000", "N, right, 0000", "N, wrong, R103", "Y, '', R103", "Y, right, 0000"})
  void a_verification_is_needed_where_the_window_asked_for_it(
      String useChkfake, String verification, String code) {
    var form = Shop.pcForm(oid, 14_000);
    form.put("use_chkfake", useChkfake);
    String token = Shop.pay(Shop.openPc(form), "14", GOOD_CARD).getOrDefault("authToken", "none");
    var approval = Shop.approval(token, "1768440361456");
    switch (verification) {
      case "right" -> {}
      case "wrong" -> approval.put("verification", "0");
      default -> approval.remove("verification");
    }
    for (String call : List.of("payAuth", "netCancel")) {
      JsonNode answer = TestHttp.json(TestHttp.form("/stgstdpay.inicis.com/api/" + call, approval));
      assertThat(answer.get("resultCode").asString()).as(call).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stgstdpay.inicis.com, stg, stgstdpay.inicis.com",
    "stdpay.inicis.com, fc, fcstdpay.inicis.com",
    "ksstdpay.inicis.com, ks, ksstdpay.inicis.com",
    "KSstdpay.INICIS.com., ks, ksstdpay.inicis.com"
  })
  void a_host_by_its_own_name_answers_with_the_real_ones_addresses(
      String host, String centre, String approves) {
    String[] named = {"Origin", Shop.ORIGIN, "Host", host, "X-Forwarded-Proto", "https"};
    String window =
        TestHttp.location(TestHttp.form("/pay/window", Shop.pcForm(oid, 14_000), named));
    TestHttp.form(window + "/card", Map.of("card", "14", "quota", "0", "agree", "Y"), named);
    Map<String, String> result =
        TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("cardNumber", GOOD_CARD), named));
    assertThat(result)
        .containsEntry("idc_name", centre)
        .containsEntry("authUrl", "https://" + approves + "/api/payAuth")
        .containsEntry("netCancelUrl", "https://" + approves + "/api/netCancel")
        .containsEntry("resultMsg", "성공")
        .containsEntry("returnUrl", "");
    var approval = Shop.approval(result.getOrDefault("authToken", ""), "1768440361456");
    JsonNode answer = TestHttp.json(TestHttp.form("/api/payAuth", approval, "Host", approves));
    assertThat(answer.get("resultCode").asString()).isEqualTo("0000");
  }

  @Test
  void a_live_host_in_the_path_leads_to_the_same_window() {
    var opened =
        TestHttp.form(
            "/stdpay.inicis.com/pay/window", Shop.pcForm(oid, 14_000), "Origin", Shop.ORIGIN);
    Map<String, String> result = Shop.pay(opened, "14", GOOD_CARD);
    assertThat(result)
        .containsEntry("authUrl", TestSandbox.base() + "/fcstdpay.inicis.com/api/payAuth");
    var approval = Shop.approval(result.getOrDefault("authToken", ""), "1768440361456");
    JsonNode answer = TestHttp.json(TestHttp.form("/fcstdpay.inicis.com/api/payAuth", approval));
    assertThat(answer.get("resultCode").asString()).isEqualTo("0000");
    for (String script : List.of("INIStdPay.js", "INIStdPay_close.js")) {
      assertThat(TestHttp.get("/stdpay.inicis.com/stdjs/" + script).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_script_has_what_pages_use_of_kgs() {
    assertThat(TestHttp.text(TestHttp.get("/stdpay.inicis.com/stdjs/INIStdPay.js")))
        .contains("viewOff", "$jINILoader", "vIframeName", "boolInitDone", "Dev. Error");
  }

  @Test
  void a_window_is_not_opened_from_another_page_than_it_says() {
    var form = Shop.pcForm(oid, 14_000);
    form.put("inicisOpener", "https://evil.example");
    assertThat(TestHttp.hidden(Shop.openPc(form))).containsEntry("resultCode", "V023");
  }

  @Test
  void leaving_loads_the_close_url_or_else_posts_v801() {
    var withClose = Shop.openPc(Shop.pcForm(oid, 14_000));
    String window = TestHttp.location(withClose);
    var left = TestHttp.form(window + "/leave", Map.of());
    assertThat(TestHttp.text(left)).contains("href=\"https://pay.example.com/inicis/close\"");
    assertThat(TestHttp.hidden(left)).isEmpty();

    var form = Shop.pcForm(oid, 14_000);
    form.remove("closeUrl");
    String other = TestHttp.location(Shop.openPc(form));
    assertThat(TestHttp.hidden(TestHttp.form(other + "/leave", Map.of())))
        .containsEntry("resultCode", "V801")
        .containsEntry("orderNumber", oid);
    assertThat(TestHttp.hidden(TestHttp.form(other + "/pay", Map.of("cardNumber", GOOD_CARD))))
        .as("the window has ended")
        .containsEntry("resultCode", "V801");
  }

  @Test
  void a_short_number_is_an_error_in_the_page_and_no_failure() {
    String window = TestHttp.location(Shop.openPc(Shop.pcForm(oid, 14_000)));
    TestHttp.form(window + "/card", Map.of("card", "14", "quota", "0", "agree", "Y"));
    var page = TestHttp.form(window + "/pay", Map.of("cardNumber", "1234"));
    assertThat(TestHttp.text(page)).contains("카드번호 16자리를 입력해 주세요.").contains("결제하기");
    assertThat(TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("cardNumber", GOOD_CARD))))
        .containsEntry("resultCode", "0000");
  }

  @Test
  void a_token_is_approved_once() {
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    assertThat(Shop.approve(token).get("resultCode").asString()).isEqualTo("0000");
    assertThat(Shop.approve(token).get("resultCode").asString()).isEqualTo("R201");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void a_token_is_approved_once_however_many_ask_at_a_time() throws Exception {
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    List<Callable<String>> calls =
        Collections.nCopies(12, () -> Shop.approve(token).get("resultCode").asString());
    assertThat(Concurrently.run(calls)).filteredOn("0000"::equals).hasSize(1);
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @ParameterizedTest
  @CsvSource({
    "signature, R103",
    "verification, R103",
    "mid, R102",
    "authToken, R103",
    "timestamp, R103"
  })
  void a_forged_approval_charges_nothing(String field, String code) {
    var f = Shop.approval(Shop.authenticate(oid, 14_000, GOOD_CARD), "1768440361456");
    f.put(field, f.getOrDefault(field, "").replaceFirst(".$", "_"));
    var answer = TestHttp.json(TestHttp.form("/stgstdpay.inicis.com/api/payAuth", f));
    assertThat(answer.get("resultCode").asString()).isEqualTo(code);
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void another_merchants_token_and_another_price_are_refused() {
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    var f = Shop.approval(token, "1768440361456");
    f.put("mid", "INIBillTst");
    assertThat(code(TestHttp.form("/stgstdpay.inicis.com/api/payAuth", f))).isEqualTo("R105");
    f.put("mid", Shop.MID);
    f.put("price", "1400");
    assertThat(code(TestHttp.form("/stgstdpay.inicis.com/api/payAuth", f))).isEqualTo("R104");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void an_authentication_older_than_five_minutes_is_not_approved() {
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    TestSandbox.TIME.advance(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(Shop.approve(token).get("resultCode").asString()).isEqualTo("R202");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4000-0000-0000-0002, 120001",
    "4000-0000-0000-0069, 120004",
    "4000-0000-0000-0127, 500601",
    "4000-0000-0000-9995, 120016",
    "4000-0000-0000-9979, 120026"
  })
  void a_magic_card_is_declined_at_approval(String number, String code) {
    JsonNode answer = Shop.approve(Shop.authenticate(oid, 14_000, number));
    assertThat(answer.get("resultCode").asString()).isEqualTo(code);
    assertThat(answer.get("resultMsg").asString()).isNotBlank();
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void less_than_a_thousand_won_needs_below1000() {
    assertThat(Shop.approve(Shop.authenticate(oid, 999, GOOD_CARD)).get("resultCode").asString())
        .isEqualTo("500608");
  }

  @Test
  void a_lost_answer_after_the_charge_is_in_the_book_and_can_be_taken_back() {
    String token = Shop.authenticate(oid, 14_000, "4000-0000-0000-0119");
    assertThatThrownBy(() -> Shop.approve(token)).isInstanceOf(UncheckedIOException.class);
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");

    JsonNode answer = Shop.netCancel(token);
    assertThat(answer.get("resultCode").asString()).isEqualTo("0000");
    assertThat(answer.get("moid").asString()).isEqualTo(oid);
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(Shop.netCancel(token).get("resultCode").asString()).isEqualTo("0000");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(ControlCalls.requests(answer.get("tid").asString()))
        .containsExactly("approval", "net_cancel", "net_cancel");
  }

  @Test
  void a_lost_answer_before_the_charge_leaves_the_book_empty() {
    String token = Shop.authenticate(oid, 14_000, "4000-0000-0000-0259");
    assertThatThrownBy(() -> Shop.approve(token)).isInstanceOf(UncheckedIOException.class);
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void a_net_cancel_that_overtakes_the_approval_makes_it_fail() {
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    assertThat(Shop.netCancel(token).get("resultCode").asString()).isEqualTo("0000");
    assertThat(Shop.approve(token).get("resultCode").asString()).isEqualTo("R203");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void approval_and_net_cancel_at_once_never_leave_money_taken() throws Exception {
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    Concurrently.run(
        List.of(
            () -> Shop.approve(token).get("resultCode").asString(),
            () -> Shop.netCancel(token).get("resultCode").asString()));
    assertThat(Shop.book(oid)).isSubsetOf("14000-14000 cancelled");
  }

  @Test
  void a_net_cancel_comes_too_late_after_ten_minutes() {
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    Shop.approve(token);
    TestSandbox.TIME.advance(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(Shop.netCancel(token).get("resultCode").asString()).isEqualTo("R204");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void scenarios_disturb_the_approval_they_match_and_no_other() {
    ControlCalls.scenario(
        """
        {"pg":"html5_inicis","match":{"merchant_uid":"order %s"},"fault":"wrong_amount","amount":140}\
        """
            .formatted(oid));
    assertThat(Shop.book("other")).isEmpty();
    String other = Shop.newOrder();
    Shop.charge(other, 14_000);
    assertThat(Shop.book(other)).containsExactly("14000-0 paid");
    JsonNode answer = Shop.approve(Shop.authenticate(oid, 14_000, GOOD_CARD));
    assertThat(answer.get("TotPrice").asString()).isEqualTo("140");
    assertThat(Shop.book(oid)).containsExactly("140-0 paid");
  }

  @Test
  void a_scenario_can_name_a_card_number() {
    ControlCalls.scenario(
        """
        {"pg":"html5_inicis","match":{"card_number":"5555-4444-3333-1111"},"fault":"decline"}\
        """);
    Shop.charge(Shop.newOrder(), 14_000);
    assertThat(
            Shop.approve(Shop.authenticate(oid, 14_000, "5555444433331111"))
                .get("resultCode")
                .asString())
        .isEqualTo("120001");
  }

  @Test
  void a_garbled_answer_is_cut_off_after_the_charge() {
    ControlCalls.scenario("{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"garbage_answer\"}");
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    var answer =
        TestHttp.form("/stgstdpay.inicis.com/api/payAuth", Shop.approval(token, "1768440361456"));
    assertThat(TestHttp.text(answer)).startsWith("{\"resultCode\":\"0000\"").doesNotEndWith("}");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void a_slow_answer_comes_whole() {
    ControlCalls.scenario(
        """
        {"pg":"html5_inicis","match":{"order_id":"%s"},"fault":"slow","delay_ms":50}\
        """
            .formatted(oid));
    assertThat(Shop.approve(Shop.authenticate(oid, 14_000, GOOD_CARD)).get("TotPrice").asString())
        .isEqualTo("14000");
  }

  @Test
  void a_restart_between_authentication_and_approval_changes_nothing() {
    String token = Shop.authenticate(oid, 14_000, "4000-0000-0000-0069");
    String other = Shop.newOrder();
    String good = Shop.authenticate(other, 14_000, GOOD_CARD);
    try (var restarted = TestSandbox.startAgain()) {
      String api = restarted.base() + "/stgstdpay.inicis.com/api/payAuth";
      assertThat(code(TestHttp.form(api, Shop.approval(token, "1768440361456"))))
          .isEqualTo("120004");
      assertThat(code(TestHttp.form(api, Shop.approval(good, "1768440361456")))).isEqualTo("0000");
    }
    assertThat(Shop.approve(good).get("resultCode").asString()).isEqualTo("R201");
    assertThat(Shop.book(other)).containsExactly("14000-0 paid");
  }

  @Test
  void a_refused_net_cancel_takes_nothing_back() {
    ControlCalls.scenario(
        "{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"net_cancel_refused\"}");
    String token = Shop.authenticate(oid, 14_000, GOOD_CARD);
    Shop.approve(token);
    assertThat(Shop.netCancel(token).get("resultCode").asString()).isEqualTo("R301");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(Shop.netCancel(token).get("resultCode").asString()).isEqualTo("0000");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
  }

  @Test
  void what_the_pg_wrote_down_holds_no_card_number_and_no_token() {
    String token = Shop.authenticate(oid, 14_000, "5555444433331111");
    String tid = Shop.approve(token).get("tid").asString();
    String log = TestHttp.text(TestHttp.get("/control/requests?tid=" + tid));
    assertThat(log).contains("authToken").doesNotContain(token).doesNotContain("444433331111");
  }

  @Test
  void no_table_of_the_pg_holds_a_card_number() throws SQLException {
    Shop.approve(Shop.authenticate(oid, 14_000, "5105105105105100"));
    Shop.authenticate(Shop.newOrder(), 14_000, "5105105105105100");
    assertThat(TestSandbox.everyRow())
        .anyMatch(row -> row.contains("510510*********0"))
        .noneMatch(row -> row.contains("5105105105105100"));
  }

  private static String code(HttpResponse<byte[]> response) {
    return TestHttp.json(response).get("resultCode").asString();
  }
}

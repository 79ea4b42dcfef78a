package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The billing key windows: of a PC, the old one of a phone, and the new one. */
class BillingKeyTest {

  private static final String MID = "INIBillTst";
  private static final String OLD = "/inilite.inicis.com/inibill/inibill_card.jsp";
  private static final String NEW = "/inilitepay.inicis.com/pay/card/billing";
  private static final String STAMP = "20260115103000";
  private static final Merchant KEYS = Merchant.of(MID).orElseThrow();

  /** The card that i'mport's guides print. */
  private static final Map<String, String> CARD =
      Map.of(
          "cardNumber", "1234-1234-1234-1234",
          "expiry", "2019-01",
          "birth", "123456",
          "pwd", "00");

  private final String oid = Shop.newOrder();

  @BeforeEach
  void no_scenario_is_left_over() {
    ControlCalls.reset();
  }

  @ParameterizedTest
  @CsvSource({"0", "3000"})
  void a_pc_window_gives_a_key_and_charges_nothing(long price) {
    var opened = Shop.openPc(pcForm(price));
    assertThat(TestHttp.text(TestHttp.get(Shop.window(opened))))
        .contains("지금은 아무 금액도 청구되지 않습니다.", "표시 금액", "1개월")
        .contains("카드번호", "유효기간", "생년월일", "비밀번호 앞 2자리");
    JsonNode answer = approve(Shop.fillIn(opened, CARD).getOrDefault("authToken", ""));
    assertThat(text(answer, "resultCode")).isEqualTo("0000");
    assertThat(text(answer, "payMethod")).isEqualTo("Auth");
    assertThat(text(answer, "payMethodDetail")).isEqualTo("BILL_CARD");
    assertThat(text(answer, "TotPrice")).isEqualTo(Long.toString(price));
    assertThat(text(answer, "CARD_BillKey")).matches("[0-9a-f]{40}");
    assertThat(text(answer, "CARD_Num")).isEqualTo("123412*********4");
    assertThat(text(answer, "applNum")).isEmpty();
    assertThat(Shop.book(oid)).containsExactly("0-0 key");
    assertThat(Shop.bookMethods(oid)).containsExactly("card");
  }

  @Test
  void a_mid_without_the_contract_is_told_so() {
    var form = Shop.pcForm(oid, 3_000, "", "BILLAUTH(Card)");
    assertThat(TestHttp.hidden(Shop.openPc(form)))
        .containsEntry("resultCode", "V102")
        .hasEntrySatisfying("resultMsg", text -> assertThat(text).contains("계약되지 않은 인증방법"));
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void a_key_is_only_for_cards() {
    var form = pcForm(3_000);
    form.put("gopaymethod", "VBank");
    assertThat(TestHttp.hidden(Shop.openPc(form))).containsEntry("resultCode", "V101");
    form.put("gopaymethod", "Card");
    form.put("acceptmethod", "BILLAUTH(HPP):HPP(4)");
    assertThat(TestHttp.hidden(Shop.openPc(form))).containsEntry("resultCode", "V102");
  }

  @Test
  void a_net_cancel_ends_a_key() {
    String token = Shop.fillIn(Shop.openPc(pcForm(3_000)), CARD).getOrDefault("authToken", "");
    approve(token);
    var answer =
        TestHttp.json(TestHttp.form("/stgstdpay.inicis.com/api/netCancel", approval(token)));
    assertThat(text(answer, "resultCode")).isEqualTo("0000");
    assertThat(Shop.book(oid)).containsExactly("0-0 cancelled");
  }

  @Test
  void the_fault_charges_what_should_only_be_shown() {
    ControlCalls.scenario("{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"charge_on_issue\"}");
    var entered = Shop.fillIn(Shop.openPc(pcForm(3_000)), CARD);
    JsonNode answer = approve(entered.getOrDefault("authToken", ""));
    assertThat(text(answer, "CARD_BillKey")).matches("[0-9a-f]{40}");
    assertThat(text(answer, "applNum")).matches("\\d{8}");
    assertThat(Shop.book(oid)).containsExactly("3000-0 paid");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "x-windows-949"})
  void the_old_window_of_a_phone_answers_in_the_charset_it_was_asked_in(String charset) {
    var opened = TestHttp.form(OLD, oldForm(), Charset.forName(charset));
    String window = Shop.window(opened);
    assertThat(TestHttp.text(TestHttp.get(window)))
        .contains("정기구독", "비밀번호 앞 2자리")
        .as("the price isn't shown on a phone")
        .doesNotContain("3,000원");
    var entered = new LinkedHashMap<>(CARD);
    entered.put("agree", "Y");
    HttpResponse<byte[]> end = TestHttp.form(window + "/form", entered);
    assertThat(TestHttp.text(end))
        .contains("accept-charset=\"" + (charset.equals("UTF-8") ? "UTF-8" : "EUC-KR") + "\"");
    assertThat(TestHttp.hidden(end))
        .containsEntry("resultcode", "00")
        .containsEntry("mid", MID)
        .containsEntry("orderid", oid)
        .containsEntry("cardcd", "14")
        .containsEntry("cardno", "123412*********4")
        .containsEntry("p_noti", "attempt-1")
        .hasEntrySatisfying("billkey", key -> assertThat(key).matches("[0-9a-f]{40}"));
    assertThat(TestHttp.hidden(TestHttp.get(window)))
        .as("a reload")
        .isEqualTo(TestHttp.hidden(end));
    assertThat(Shop.book(oid)).containsExactly("0-0 key");
  }

  @Test
  void authtype_01_asks_for_no_password() {
    var form = oldForm();
    form.put("authtype", "01");
    var opened = TestHttp.form(OLD, form);
    assertThat(TestHttp.text(TestHttp.get(Shop.window(opened)))).doesNotContain("비밀번호 앞 2자리");
    var less = new HashMap<>(CARD);
    less.remove("pwd");
    assertThat(Shop.fillIn(opened, less)).containsEntry("resultcode", "00");
  }

  @Test
  void the_new_window_answers_success() {
    var result = Shop.fillIn(TestHttp.form(NEW, newForm()), CARD);
    assertThat(result)
        .containsEntry("resultCode", "SUCCESS")
        .containsEntry("orderId", oid)
        .containsEntry("cardCode", "14")
        .containsEntry("merchantRedirectData", "attempt-1")
        .hasEntrySatisfying("billkey", key -> assertThat(key).matches("[0-9a-f]{40}"));
    assertThat(Shop.book(oid)).containsExactly("0-0 key");
  }

  @Test
  void the_new_window_may_stand_in_a_page_and_the_old_one_in_none() {
    assertThat(policy(TestHttp.form(NEW, newForm()))).contains("frame-ancestors *");
    assertThat(policy(TestHttp.form(OLD, oldForm()))).contains("frame-ancestors 'none'");
  }

  private static String policy(HttpResponse<byte[]> opened) {
    return TestHttp.get(Shop.window(opened))
        .headers()
        .firstValue("Content-Security-Policy")
        .orElse("");
  }

  @Test
  void a_forged_form_opens_no_window() {
    var old = oldForm();
    old.put("orderid", oid + "9");
    assertThat(TestHttp.hidden(TestHttp.form(OLD, old))).containsEntry("resultcode", "01");
    var current = newForm();
    current.put("price", "1");
    assertThat(TestHttp.hidden(TestHttp.form(NEW, current))).containsEntry("resultCode", "01");
    current.put("mid", "INIpayTest");
    assertThat(TestHttp.hidden(TestHttp.form(NEW, current)))
        .containsEntry("resultMessage", "빌링 미계약 상점입니다.");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void leaving_and_a_bad_card_make_no_key() {
    String window = Shop.window(TestHttp.form(NEW, newForm()));
    assertThat(TestHttp.hidden(TestHttp.form(window + "/leave", Map.of())))
        .containsEntry("resultCode", "01")
        .containsEntry("resultMessage", "사용자가 결제를 취소하셨습니다.");
    var bad = new HashMap<>(CARD);
    bad.put("cardNumber", "4000-0000-0000-0127");
    assertThat(Shop.fillIn(TestHttp.form(OLD, oldForm()), bad))
        .containsEntry("resultcode", "500601")
        .doesNotContainKey("billkey");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void what_is_wrong_is_said_and_nothing_secret_comes_back() {
    String window = Shop.window(TestHttp.form(NEW, newForm()));
    var page =
        TestHttp.form(
            window + "/form",
            Map.of("cardNumber", "123", "expiry", "99/99", "birth", "1", "pwd", "7"));
    assertThat(TestHttp.text(page))
        .contains("카드번호 16자리를 입력해 주세요.", "유효기간을 MM/YY 로 입력해 주세요.")
        .doesNotContain("value=\"123\"", "value=\"7\"");
  }

  @Test
  void a_key_is_kept_for_later_charges_and_no_card_is() throws SQLException {
    var card = new HashMap<>(CARD);
    card.put("cardNumber", "5105105105105118");
    String key = Shop.fillIn(TestHttp.form(NEW, newForm()), card).getOrDefault("billkey", "none");
    assertThat(TestSandbox.everyRow())
        .anyMatch(row -> row.contains(Signatures.fingerprint(key)))
        .noneMatch(row -> row.contains("5105105105105118"));
  }

  private Map<String, String> pcForm(long price) {
    var f = Shop.pcForm(oid, price, "", "BILLAUTH(Card)");
    f.put("mid", MID);
    f.put("offerPeriod", "M1");
    return f;
  }

  private Map<String, String> oldForm() {
    var f = new LinkedHashMap<String, String>();
    f.put("mid", MID);
    f.put("authtype", "D");
    f.put("orderid", oid);
    f.put("price", "3000");
    f.put("timestamp", STAMP);
    f.put("hashdata", Signatures.oldLite(MID, oid, STAMP, KEYS.iniLiteKey()));
    f.put("goodname", "정기구독");
    f.put("buyername", "홍길동");
    f.put("returnurl", Shop.ORIGIN + "/inicis/key/a1");
    f.put("p_noti", "attempt-1");
    return f;
  }

  private Map<String, String> newForm() {
    var f = new LinkedHashMap<String, String>();
    f.put("mid", MID);
    f.put("orderId", oid);
    f.put("price", "3000");
    f.put("timestamp", STAMP);
    f.put("hashData", Signatures.newLite("3000", MID, oid, STAMP, KEYS.iniLiteKey()));
    f.put("goodName", "정기구독");
    f.put("buyerName", "홍길동");
    f.put("buyerTel", "02-1234-1234");
    f.put("buyerEmail", "buyer@example.com");
    f.put("returnUrl", Shop.ORIGIN + "/inicis/key/a1");
    f.put("merchantRedirectData", "attempt-1");
    return f;
  }

  private static Map<String, String> approval(String token) {
    var f = Shop.approval(token, "1768440361456");
    f.put("mid", MID);
    return f;
  }

  private static JsonNode approve(String token) {
    return TestHttp.json(TestHttp.form("/stgstdpay.inicis.com/api/payAuth", approval(token)));
  }
}

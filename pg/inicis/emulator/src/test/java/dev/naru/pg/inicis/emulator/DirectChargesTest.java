package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.testkit.Concurrently;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import dev.naru.sandbox.testkit.NoticeReceiver;

/**
 * Charges by key and by card data, and keys for cards, by INIAPI v1 (protocols/inicis.md §6.5 to
 * §6.8).
 */
class DirectChargesTest {

  private final MerchantServer server = new MerchantServer(MerchantServer.BILLING_MID);
  private final String oid = Shop.newOrder();

  @BeforeEach
  void no_scenario_is_left_over() {
    ControlCalls.reset();
  }

  // --- what is done

  @Test
  void the_guides_card_is_charged_by_its_data() {
    JsonNode answer = server.keyIn(oid, 3_000, MerchantServer.GUIDES_CARD);
    assertThat(text(answer, "resultCode")).isEqualTo("00");
    String at = text(answer, "payDate") + text(answer, "payTime");
    assertThat(text(answer, "tid")).startsWith("INIAPICARDINIBillTst" + at).hasSize(40);
    assertThat(text(answer, "price")).isEqualTo("3000");
    assertThat(text(answer, "payAuthCode")).matches("\\d{8}");
    assertThat(text(answer, "payAuthQuota")).isEqualTo("00");
    assertThat(text(answer, "cardCode")).isEqualTo("14");
    assertThat(text(answer, "cardNumber")).isEqualTo("123412*********4");
    assertThat(Shop.book(oid)).containsExactly("3000-0 paid");
    assertThat(Shop.bookMethods(oid)).containsExactly("card");
    assertThat(ControlCalls.requests(text(answer, "tid"))).containsExactly("approval");
  }

  @Test
  void a_key_is_made_for_a_card_and_charged_as_often_as_asked() {
    JsonNode issued = server.issue(oid, MerchantServer.GUIDES_CARD);
    assertThat(text(issued, "resultCode")).isEqualTo("00");
    assertThat(text(issued, "billKey")).matches("[0-9a-f]{40}");
    assertThat(Shop.book(oid)).containsExactly("0-0 key");
    assertThat(ControlCalls.requests(text(issued, "tid"))).containsExactly("key");
    for (int month = 1; month <= 3; month++) {
      String moid = oid + "-" + month;
      JsonNode charged = server.charge(moid, 1_000, text(issued, "billKey"));
      assertThat(text(charged, "resultCode")).isEqualTo("00");
      assertThat(text(charged, "tid")).startsWith("INIAPICARD");
      assertThat(Shop.book(moid)).containsExactly("1000-0 paid");
      assertThat(ControlCalls.requests(text(charged, "tid"))).containsExactly("approval");
    }
  }

  @Test
  void a_virtual_account_is_issued_and_its_deposit_is_told_to_the_registered_address() {
    try (var merchant = new NoticeReceiver("OK")) {
      JsonNode answer = server.account(oid, 5_000, "88", "20991231", "1200");
      assertThat(text(answer, "resultCode")).isEqualTo("00");
      assertThat(text(answer, "tid")).startsWith("INIAPIVBNKINIBillTst").hasSize(40);
      assertThat(text(answer, "vacct")).matches("562\\d{11}");
      assertThat(text(answer, "vacctBankCode")).isEqualTo("88");
      assertThat(text(answer, "validDate") + text(answer, "validTime")).isEqualTo("20991231120059");
      assertThat(text(answer, "price")).isEqualTo("5000");
      assertThat(Shop.book(oid)).containsExactly("5000-0 waiting");
      assertThat(server.registerNoticeUrl("not an address").statusCode()).isEqualTo(400);
      assertThat(server.registerNoticeUrl(merchant.origin() + "/vacct.php").statusCode())
          .isEqualTo(200);

      assertThat(ControlCalls.deposit(oid, 5_000)).isEqualTo(200);

      var notice = merchant.next();
      assertThat(notice.path()).isEqualTo("/vacct.php");
      assertThat(notice.fields())
          .containsEntry("no_oid", oid)
          .containsEntry("no_req_tid", text(answer, "tid"))
          .containsEntry("amt_input", "5000");
    } finally {
      server.registerNoticeUrl("");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stginiapi.inicis.com/v2/pg/billing",
        "/fcpaypro.inicis.com/payment/v1/rest/payAppl.ini"
      })
  void what_is_not_played_says_so(String path) {
    assertThat(TestHttp.text(TestHttp.form(path, Map.of()))).contains("not played");
  }

  @Test
  void a_time_that_does_not_exist_is_refused() {
    var order = MerchantServer.order(oid, 3_000);
    assertThat(server.keyInAt("99999999999999", order).toString()).contains("ER0102", "timestamp");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void a_key_and_its_first_charge_may_share_an_order_number() {
    String key = server.key(oid, MerchantServer.GUIDES_CARD);
    assertThat(text(server.charge(oid, 1_000, key), "resultCode")).isEqualTo("00");
    assertThat(Shop.book(oid)).containsExactly("0-0 key", "1000-0 paid");
    assertThat(code(server.issue(oid, MerchantServer.GUIDES_CARD))).isEqualTo("500619");
  }

  @Test
  void a_charge_is_found_by_its_order_number_and_cancelled_in_parts_and_wholly() {
    String tid = text(server.keyIn(oid, 3_000, MerchantServer.GUIDES_CARD), "tid");
    JsonNode found = server.second("inquiry", "{\"oid\":\"" + oid + "\"}");
    assertThat(text(found, "tid")).isEqualTo(tid);
    assertThat(text(found, "price")).isEqualTo("3000");
    assertThat(text(found, "transactionStatus")).isEqualTo("APPROVAL");
    JsonNode part =
        server.second(
            "partialRefund",
            "{\"tid\":\"%s\",\"msg\":\"부분\",\"price\":\"1000\",\"confirmPrice\":\"2000\",\"currency\":\"WON\"}"
                .formatted(tid));
    assertThat(text(part, "resultCode")).isEqualTo("00");
    assertThat(Shop.book(oid)).containsExactly("3000-1000 cancelled");

    String other = Shop.newOrder();
    String second = text(server.keyIn(other, 3_000, MerchantServer.GUIDES_CARD), "tid");
    JsonNode whole = server.second("refund", "{\"tid\":\"" + second + "\",\"msg\":\"전체\"}");
    assertThat(text(whole, "resultCode")).isEqualTo("00");
    assertThat(Shop.book(other)).containsExactly("3000-3000 cancelled");
    String receipt = "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=";
    assertThat(TestHttp.text(TestHttp.get(receipt + tid))).contains("3,000원").contains(oid);
  }

  // --- what is refused

  @Test
  void an_order_number_is_charged_once() {
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    assertThat(text(server.charge(oid, 1_000, key), "resultCode")).isEqualTo("00");
    assertThat(code(server.charge(oid, 1_000, key))).isEqualTo("500619");
    assertThat(code(server.keyIn(oid, 1_000, MerchantServer.GUIDES_CARD))).isEqualTo("500619");
    assertThat(Shop.book(oid)).containsExactly("1000-0 paid");
  }

  @Test
  void of_many_charges_of_one_order_at_once_one_is_made() throws Exception {
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    for (int round = 0; round < 20; round++) {
      String moid = oid + "-" + round;
      List<Callable<String>> calls =
          Collections.nCopies(8, () -> text(server.charge(moid, 1_000, key), "resultCode"));
      assertThat(Concurrently.run(calls)).filteredOn("00"::equals).hasSize(1);
      assertThat(Shop.book(moid)).containsExactly("1000-0 paid");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"url", "goodName", "buyerName", "buyerEmail", "buyerTel", "moid", "price"})
  void an_empty_field_is_named(String field) {
    var order = MerchantServer.order(oid, 1_000);
    order.put(field, "");
    for (JsonNode answer :
        List.of(
            server.keyIn(order, MerchantServer.GUIDES_CARD),
            server.charge(order, "0".repeat(40)))) {
      assertThat(text(answer, "resultCode")).isEqualTo("ER0102");
      assertThat(answer.get("errorDetails").get(0).get("field").asString()).isEqualTo(field);
    }
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void a_forged_hash_and_a_field_sealed_with_another_key_change_nothing() {
    var forged = new LinkedHashMap<>(MerchantServer.order(oid, 1_000));
    MerchantServer.GUIDES_CARD.forEach((name, value) -> forged.put(name, server.seal(value)));
    assertThat(code(server.call("formpay", "Pay", forged, "regNo"))).isEqualTo("500632");
    MerchantServer other = new MerchantServer(Shop.MID);
    MerchantServer.GUIDES_CARD.forEach((name, value) -> forged.put(name, other.seal(value)));
    assertThat(code(server.call("formpay", "Pay", forged, "cardNumber"))).isEqualTo("500252");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,00,1113",
    "99,00,500690",
    "999,00,500608",
    "1000,00,00",
    "49999,02,500600",
    "50000,01,500600",
    "50000,37,500600",
    "50000,02,00"
  })
  void amounts_and_instalments_have_their_least(long price, String quota, String expected) {
    var order = MerchantServer.order(oid, price);
    order.put("cardQuota", quota);
    assertThat(code(server.keyIn(order, MerchantServer.GUIDES_CARD))).isEqualTo(expected);
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    String again = Shop.newOrder();
    order.put("moid", again);
    assertThat(code(server.charge(order, key))).isEqualTo(expected);
    assertThat(Shop.book(again)).hasSize(expected.equals("00") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "cardNumber,1234,500601",
    "cardExpire,3113,1165",
    "cardExpire,202801,1165",
    "regNo,12345,500635",
    "cardPw,1,500616"
  })
  void card_data_that_cannot_be_are_refused(String field, String value, String expected) {
    var card = new LinkedHashMap<>(MerchantServer.GUIDES_CARD);
    card.put(field, value);
    assertThat(code(server.keyIn(oid, 1_000, card))).isEqualTo(expected);
    assertThat(code(server.issue(oid, card))).isEqualTo(expected);
  }

  @Test
  void a_business_number_and_by_contract_nothing_at_all_identify_a_holder() {
    var company = new LinkedHashMap<>(MerchantServer.GUIDES_CARD);
    company.put("regNo", "1234567890");
    assertThat(code(server.keyIn(oid, 1_000, company))).isEqualTo("00");
    var order = MerchantServer.order(Shop.newOrder(), 1_000);
    var bare = Map.of("cardNumber", "1234123412341234", "cardExpire", "1901");
    assertThat(text(server.keyIn(order, bare), "resultCode")).isEqualTo("ER0102");
    order.put("authentification", "99");
    assertThat(code(server.keyIn(order, bare))).isEqualTo("00");
  }

  @Test
  void a_key_that_is_unknown_or_of_another_mid_is_not_charged() {
    assertThat(code(server.charge(oid, 1_000, "0".repeat(40)))).isEqualTo("550997");
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    assertThat(code(new MerchantServer(Shop.MID).charge(oid, 1_000, key))).isEqualTo("550433");
    assertThat(code(new MerchantServer(Shop.MID).issue(oid, MerchantServer.GUIDES_CARD)))
        .isEqualTo("550433");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void a_window_s_key_is_charged_until_a_net_cancel_ends_it() {
    var form = Shop.pcForm(oid, 3_000, "", "BILLAUTH(Card)");
    form.put("mid", MerchantServer.BILLING_MID);
    form.put("offerPeriod", "M1");
    var entered =
        Map.of(
            "cardNumber",
            "1234-1234-1234-1234",
            "expiry",
            "2019-01",
            "birth",
            "123456",
            "pwd",
            "00");
    String token = Shop.fillIn(Shop.openPc(form), entered).getOrDefault("authToken", "");
    var approval = Shop.approval(token, "1768440361456");
    approval.put("mid", MerchantServer.BILLING_MID);
    String key =
        text(
            TestHttp.json(TestHttp.form("/stgstdpay.inicis.com/api/payAuth", approval)),
            "CARD_BillKey");
    JsonNode charged = server.charge(Shop.newOrder(), 1_000, key);
    assertThat(code(charged)).isEqualTo("00");
    assertThat(text(charged, "cardNumber")).isEqualTo("123412*********4");
    TestHttp.form("/stgstdpay.inicis.com/api/netCancel", approval);
    assertThat(Shop.book(oid)).containsExactly("0-0 cancelled");
    assertThat(code(server.charge(Shop.newOrder(), 1_000, key))).isEqualTo("550997");
  }

  // --- magic cards and scenarios

  @Test
  void a_wrong_number_shows_at_once_and_everything_else_when_it_is_charged() {
    assertThat(code(server.issue(oid, MerchantServer.card("4000-0000-0000-0127"))))
        .isEqualTo("500601");
    assertThat(code(server.keyIn(oid, 1_000, MerchantServer.card("4000-0000-0000-0127"))))
        .isEqualTo("500601");
    assertThat(Shop.book(oid)).isEmpty();
    Map.of(
            "4000-0000-0000-0002", "120001",
            "4000-0000-0000-0069", "120004",
            "4000-0000-0000-9995", "120016",
            "4000-0000-0000-9979", "120026")
        .forEach((number, expected) -> {
          String key = server.key(Shop.newOrder(), MerchantServer.card(number));
          assertThat(code(server.charge(oid, 1_000, key))).isEqualTo(expected);
          assertThat(code(server.keyIn(oid, 1_000, MerchantServer.card(number))))
              .isEqualTo(expected);
        });
    assertThat(Shop.book(oid)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4000-0000-0000-0119,1", "4000-0000-0000-0259,0"})
  void the_magic_time_outs_lose_the_answer_of_a_charge(String number, int lines) {
    String key = server.key(Shop.newOrder(), MerchantServer.card(number));
    assertLost(() -> server.charge(oid, 1_000, key));
    assertThat(Shop.book(oid)).hasSize(lines);
    String other = Shop.newOrder();
    assertLost(() -> server.keyIn(other, 1_000, MerchantServer.card(number)));
    assertThat(Shop.book(other)).hasSize(lines);
  }

  @ParameterizedTest
  @CsvSource({"decline,120001", "bad_card,500601"})
  void scenarios_refuse_every_call_once(String fault, String expected) {
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    scenario(fault, "\"times\":3");
    assertThat(code(server.issue(oid, MerchantServer.GUIDES_CARD))).isEqualTo(expected);
    assertThat(code(server.keyIn(oid, 1_000, MerchantServer.GUIDES_CARD))).isEqualTo(expected);
    assertThat(code(server.charge(oid, 1_000, key))).isEqualTo(expected);
    assertThat(Shop.book(oid)).isEmpty();
    assertThat(code(server.charge(oid, 1_000, key))).as("tried again").isEqualTo("00");
  }

  @ParameterizedTest
  @CsvSource({
    "timeout_before_approval,0",
    "timeout_after_approval,1",
  })
  void scenarios_lose_an_answer_before_or_after_it_was_done(String fault, int lines) {
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    scenario(fault, "\"times\":3");
    String[] orders = {Shop.newOrder(), Shop.newOrder(), Shop.newOrder()};
    assertLost(() -> server.issue(orders[0], MerchantServer.GUIDES_CARD));
    assertLost(() -> server.keyIn(orders[1], 1_000, MerchantServer.GUIDES_CARD));
    assertLost(() -> server.charge(orders[2], 1_000, key));
    for (String order : orders) {
      assertThat(Shop.book(order)).hasSize(lines);
    }
  }

  @Test
  void a_scenario_charges_another_amount_and_says_so() {
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    scenario("wrong_amount", "\"amount\":9000");
    assertThat(text(server.charge(oid, 1_000, key), "price")).isEqualTo("9000");
    assertThat(Shop.book(oid)).containsExactly("9000-0 paid");
  }

  @Test
  void a_scenario_cuts_an_answer_off_or_holds_it() {
    String key = server.key(Shop.newOrder(), MerchantServer.GUIDES_CARD);
    scenario("garbage_answer", "\"times\":1");
    assertThatThrownBy(() -> server.charge(oid, 1_000, key)).isInstanceOf(JacksonException.class);
    assertThat(Shop.book(oid)).containsExactly("1000-0 paid");
    scenario("slow", "\"delay_ms\":50");
    long before = System.nanoTime();
    assertThat(code(server.charge(Shop.newOrder(), 1_000, key))).isEqualTo("00");
    assertThat(System.nanoTime() - before).isGreaterThan(50_000_000L);
  }

  @Test
  void an_inquiry_can_stay_without_an_answer() {
    server.keyIn(oid, 1_000, MerchantServer.GUIDES_CARD);
    scenario("inquiry_timeout", "\"times\":1");
    String data = "{\"oid\":\"" + oid + "\"}";
    assertLost(() -> server.second("inquiry", data));
    assertThat(text(server.second("inquiry", data), "resultCode")).isEqualTo("SUCCESS");
  }

  @Test
  void a_scenario_names_the_shop_s_order_or_the_card() {
    ControlCalls.scenario(
        "{\"pg\":\"html5_inicis\",\"match\":{\"merchant_uid\":\"주문+1\"},\"fault\":\"decline\"}");
    var order = MerchantServer.order(oid, 1_000);
    assertThat(code(server.keyIn(order, MerchantServer.GUIDES_CARD))).isEqualTo("00");
    order.put("moid", Shop.newOrder());
    order.put("merchantData", "주문+1");
    assertThat(code(server.keyIn(order, MerchantServer.GUIDES_CARD))).isEqualTo("120001");
    ControlCalls.scenario(
        "{\"pg\":\"html5_inicis\",\"match\":{\"card_number\":\"5105-1051-0510-5118\"},\"fault\":\"decline\"}");
    assertThat(code(server.keyIn(order, MerchantServer.GUIDES_CARD))).isEqualTo("00");
    order.put("moid", Shop.newOrder());
    assertThat(code(server.keyIn(order, MerchantServer.card("5105105105105118"))))
        .isEqualTo("120001");
  }

  @Test
  void nothing_that_is_kept_shows_a_card_a_holder_or_a_key() throws SQLException {
    var card = new LinkedHashMap<>(MerchantServer.card("5105105105105118"));
    card.put("regNo", "870917");
    String key = server.key(Shop.newOrder(), card);
    server.keyIn(oid, 1_000, card);
    server.charge(Shop.newOrder(), 1_000, key);
    List<String> rows = TestSandbox.everyRow();
    assertThat(rows).anyMatch(row -> row.contains(Signatures.fingerprint(key)));
    for (String secret :
        List.of(
            key,
            "5105105105105118",
            "870917",
            server.seal("5105105105105118"),
            server.seal("870917"),
            "010-1234-5678",
            "buyer@example.com")) {
      assertThat(rows).noneMatch(row -> row.contains(secret));
    }
  }

  private static void scenario(String fault, String more) {
    ControlCalls.scenario(
        "{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"" + fault + "\"," + more + "}");
  }

  private static void assertLost(Callable<JsonNode> call) {
    assertThatThrownBy(call::call).isInstanceOf(UncheckedIOException.class);
  }

  /** {@code 00}, or the code in the brackets of a refusal (§6.8). */
  private static String code(JsonNode answer) {
    if (text(answer, "resultCode").equals("00")) {
      return "00";
    }
    assertThat(text(answer, "resultCode")).isEqualTo("01");
    assertThat(text(answer, "payAuthCode")).isEqualTo("ERROR");
    assertThat(text(answer, "resultMsg")).matches("\\[[0-9A-Z]{4,6}]\\[[^|]+\\|[^|]+]");
    return text(answer, "resultMsg").split("[\\[\\]]", -1)[1];
  }
}

package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Charges by an auto-billing key (protocols/mobilians.md §2.8, §8). */
class KeyChargesTest {

  private final String tradeId = Shop.newOrder();

  @Test
  void a_key_of_the_31st_is_charged_on_the_last_day_of_a_shorter_month() {
    LocalDate first = nextLongMonthBeforeAShortOne();
    TestSandbox.TIME.advanceTo(first);
    JsonNode issued = issue(10_000);
    assertThat(code(charge(issued, Shop.newOrder(), 10_000))).isEqualTo("0060");

    LocalDate last = first.plusMonths(1);
    assertThat(last.getDayOfMonth()).isEqualTo(30);
    TestSandbox.TIME.advanceTo(last.minusDays(6));
    assertThat(code(charge(issued, Shop.newOrder(), 10_000))).isEqualTo("0060");
    TestSandbox.TIME.advanceTo(last);
    assertThat(code(charge(issued, Shop.newOrder(), 9_000))).isEqualTo("0060");
    JsonNode charged = charge(issued, tradeId, 10_000);
    assertThat(code(charge(issued, Shop.newOrder(), 10_000))).isEqualTo("0060");

    assertThat(charged.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "code",
            "message",
            "sid",
            "sign_date",
            "trade_id",
            "cash_code",
            "mobil_id",
            "amount",
            "hmac",
            "mc_bill_key",
            "mc_user_key",
            "mc_simple_key");
    assertThat(code(charged)).isEqualTo("0000");
    assertThat(charged.get("trade_id").asString()).isEqualTo(tradeId);
    assertThat(charged.get("amount").asString()).isEqualTo("10000");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 10000-0 paid phone");
    assertThat(ControlCalls.requests(charged.get("mobil_id").asString()))
        .containsExactly("approval");

    TestSandbox.TIME.advanceTo(last.plusMonths(1).plusDays(4));
    assertThat(code(charge(issued, Shop.newOrder(), 10_000))).isEqualTo("0000");
  }

  @Test
  void a_month_without_a_charge_breaks_the_chain_and_a_year_without_use_the_key() {
    JsonNode issued = issue(10_000);
    LocalDate first = TestSandbox.TIME.today();
    TestSandbox.TIME.advanceTo(first.plusMonths(2));
    assertThat(code(charge(issued, tradeId, 10_000))).isEqualTo("0060");
    TestSandbox.TIME.advanceTo(first.plusYears(1).plusDays(1));
    assertThat(code(charge(issued, tradeId, 10_000))).isEqualTo("0019");
    assertThat(Shop.book(tradeId)).isEmpty();
  }

  @Test
  void a_charge_that_was_cancelled_as_a_whole_is_none() {
    JsonNode issued = issue(10_000);
    TestSandbox.TIME.advanceTo(TestSandbox.TIME.today().plusMonths(1));
    JsonNode first = charge(issued, Shop.newOrder(), 10_000);
    assertThat(cancel(first, "mobil_id", 10_000)).isEqualTo("0000");
    JsonNode second = charge(issued, tradeId, 10_000);
    assertThat(code(second)).isEqualTo("0000");
    assertThat(cancel(second, "mobil_id", 10_000)).isEqualTo("0000");
    TestSandbox.TIME.advanceTo(TestSandbox.TIME.today().plusMonths(1));
    assertThat(code(charge(issued, Shop.newOrder(), 10_000))).isEqualTo("0060");
  }

  @Test
  void a_phones_charge_is_cancelled_within_its_month() {
    JsonNode issued = issue(10_000);
    TestSandbox.TIME.advanceTo(TestSandbox.TIME.today().plusMonths(1));
    JsonNode charged = charge(issued, tradeId, 10_000);
    TestSandbox.TIME.advanceTo(TestSandbox.TIME.today().plusMonths(1));
    assertThat(cancel(charged, "mobil_id", 10_000)).isEqualTo("0042");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 10000-0 paid phone");
  }

  @Test
  void a_key_had_for_nothing_begins_with_its_first_charge() {
    JsonNode issued = issue(0);
    assertThat(code(charge(issued, tradeId, 3_000))).isEqualTo("0000");
    assertThat(code(charge(issued, Shop.newOrder(), 3_000))).isEqualTo("0060");
    TestSandbox.TIME.advanceTo(TestSandbox.TIME.today().plusMonths(1));
    assertThat(code(charge(issued, Shop.newOrder(), 10_000))).isEqualTo("0060");
    assertThat(code(charge(issued, Shop.newOrder(), 3_000))).isEqualTo("0000");
  }

  @Test
  void a_cards_key_knows_no_months_and_tells_its_card() {
    var order = Shop.order("CN", Shop.newOrder(), 0);
    order.put("sid", Shop.V2);
    JsonNode issued = Shop.payByCard(order);
    var body = body(issued, tradeId, 3_000);

    JsonNode charged = Shop.call("approval", body);

    assertThat(code(charged)).isEqualTo("0000");
    assertThat(charged.get("cn_card_code").asString()).isEqualTo("SHN");
    assertThat(charged.get("cn_card_no").asString()).isEqualTo("123412******1234");
    assertThat(charged.get("cn_appr_no").asString()).matches("\\d{8}");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 3000-0 paid card");
    body.put("trade_id", Shop.newOrder());
    body.put("amount", "7000");
    assertThat(code(Shop.call("approval", body))).isEqualTo("0000");
    assertThat(cancel(charged, "mobil_id", 3_000)).isEqualTo("0000");
  }

  @Test
  void what_does_not_belong_together_is_refused_and_charges_nothing() {
    JsonNode issued = issue(0);
    assertThat(changed(issued, "bill_key", "bk0000000260115")).isEqualTo("0060");
    assertThat(changed(issued, "mc_user_key", "uk0000000000000")).isEqualTo("0047");
    assertThat(changed(issued, "sid", Shop.GENERAL)).isEqualTo("0071");
    assertThat(changed(issued, "sid", Shop.V2)).isEqualTo("0060");
    assertThat(changed(issued, "cash_code", "CN")).isEqualTo("0060");
    assertThat(changed(issued, "cash_code", "RA")).isEqualTo("6101");
    assertThat(changed(issued, "mode", "M001")).isEqualTo("6101");
    assertThat(changed(issued, "amount", "0")).isEqualTo("6101");
    for (String needed :
        new String[] {"site_url", "product_name", "trade_id", "bill_key", "mc_user_key"}) {
      assertThat(changed(issued, needed, "")).as(needed).isEqualTo("6101");
    }
    assertThat(Shop.book(tradeId)).isEmpty();
    assertThat(code(charge(issued, issued.get("trade_id").asString(), 3_000))).isEqualTo("0052");
    assertThat(code(charge(issued, tradeId, 3_000))).isEqualTo("0000");
    assertThat(code(charge(issued, tradeId, 3_000))).isEqualTo("0052");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 3000-0 paid phone");
  }

  @ParameterizedTest
  @CsvSource({"decline, 0036", "bad_card, 0011"})
  void a_decline_that_was_asked_for_charges_nothing_and_leaves_the_month_free(
      String fault, String code) {
    JsonNode issued = issue(0);
    disturb(fault, "");
    JsonNode refused = charge(issued, tradeId, 3_000);
    assertThat(code(refused)).isEqualTo(code);
    assertThat(refused.get("trade_id").asString()).isEqualTo(tradeId);
    assertThat(Shop.book(tradeId)).isEmpty();
    assertThat(code(charge(issued, Shop.newOrder(), 3_000))).isEqualTo("0000");
  }

  @ParameterizedTest
  @CsvSource({"timeout_before_approval, 0041", "timeout_after_approval, 0000"})
  void a_lost_answer_is_undone_by_the_trade_alone(String fault, String undone) {
    JsonNode issued = issue(0);
    disturb(fault, "");
    assertThatThrownBy(() -> charge(issued, tradeId, 3_000))
        .isInstanceOf(UncheckedIOException.class);
    JsonNode answer = netCancel(issued, "3000");

    assertThat(code(answer)).isEqualTo(undone);
    if (undone.equals("0000")) {
      assertThat(Shop.book(tradeId)).containsExactly("mobilians 3000-3000 cancelled phone");
      assertThat(ControlCalls.requests(answer.get("pay_token").asString()))
          .containsExactly("approval", "cancel");
      assertThat(code(netCancel(issued, "3000"))).isEqualTo("0044");
    } else {
      assertThat(Shop.book(tradeId)).isEmpty();
    }
  }

  @Test
  void another_amount_than_asked_for_is_told_and_undone_as_what_it_is() {
    JsonNode issued = issue(0);
    disturb("wrong_amount", ",\"amount\":2000");
    assertThat(charge(issued, tradeId, 3_000).get("amount").asString()).isEqualTo("2000");
    assertThat(code(netCancel(issued, "3000"))).isEqualTo("0045");
    assertThat(code(netCancel(issued, "2000"))).isEqualTo("0000");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 2000-2000 cancelled phone");
  }

  @Test
  void an_answer_cut_in_the_middle_or_late_has_charged() {
    JsonNode issued = issue(0);
    disturb("garbage_answer", "");
    var cut = Shop.lost("approval", body(issued, tradeId, 3_000));
    assertThat(TestHttp.text(cut)).startsWith("{\"code\":\"0000\"").doesNotEndWith("}");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 3000-0 paid phone");
    assertThat(code(netCancel(issued, "3000"))).isEqualTo("0000");
    String next = Shop.newOrder();
    ControlCalls.scenario(
        """
        {"pg":"mobilians","match":{"merchant_uid":"order-%s"},"fault":"slow","delay_ms":50}
        """
            .formatted(next));
    assertThat(code(charge(issued, next, 3_000))).isEqualTo("0000");
  }

  @Test
  void a_windows_charge_is_not_cancelled_without_its_number() {
    JsonNode paid = Shop.payByPhone(Shop.order("MC", tradeId, 3_000));
    assertThat(code(netCancel(paid, "3000"))).isEqualTo("6101");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 3000-0 paid phone");
  }

  @Test
  void keys_outlive_a_restart_and_no_request_shows_one() throws Exception {
    JsonNode issued = issue(0);
    try (var again = TestSandbox.startAgain()) {
      var answer =
          TestHttp.body(
              again.base() + Shop.API + "approval",
              JsonMapper.shared().writeValueAsString(body(issued, tradeId, 3_000)),
              "application/json");
      assertThat(code(TestHttp.json(answer))).isEqualTo("0000");
    }
    String number = JsonMapper.shared().writeValueAsString(issued.get("mc_bill_key"));
    assertThat(TestHttp.text(TestHttp.get("/control/requests"))).doesNotContain(number);
  }

  private static JsonNode issue(long amount) {
    var order = Shop.order("MC", Shop.newOrder(), amount);
    order.put("sid", Shop.BILLING);
    Shop.options(order).put("mc_auto_pay", "Y");
    return Shop.payByPhone(order);
  }

  private static Map<String, String> body(JsonNode issued, String tradeId, long amount) {
    String cash = issued.get("cash_code").asString();
    var f = new LinkedHashMap<String, String>();
    f.put("mode", "M002");
    f.put("cash_code", cash);
    f.put("site_url", "shop.example");
    f.put("sid", issued.get("sid").asString());
    f.put("product_name", "정기구독");
    f.put("amount", Long.toString(amount));
    f.put("trade_id", tradeId);
    f.put("bill_key", issued.get(cash.equals("MC") ? "mc_bill_key" : "cn_bill_key").asString());
    if (cash.equals("MC")) {
      f.put("mc_user_key", issued.get("mc_user_key").asString());
    }
    f.put("mstr", "merchant_uid=order-" + tradeId);
    return f;
  }

  private static JsonNode charge(JsonNode issued, String tradeId, long amount) {
    return Shop.call("approval", body(issued, tradeId, amount));
  }

  private String changed(JsonNode issued, String name, String value) {
    var body = body(issued, tradeId, 3_000);
    body.put(name, value);
    return code(Shop.call("approval", body));
  }

  private void disturb(String fault, String further) {
    ControlCalls.scenario(
        "{\"pg\":\"mobilians\",\"match\":{\"order_id\":\"%s\"},\"fault\":\"%s\"%s}"
            .formatted(tradeId, fault, further));
  }

  private static String cancel(JsonNode charged, String number, long amount) {
    var f = new LinkedHashMap<String, String>();
    for (String name : new String[] {"sid", "trade_id", "cash_code"}) {
      f.put(name, charged.get(name).asString());
    }
    f.put("pay_token", charged.get(number).asString());
    f.put("amount", Long.toString(amount));
    f.put("cancel_type", "C");
    f.put("part_cancel", "N");
    return code(Shop.call("cancellation", Shop.signed(f)));
  }

  /** Cancels the order's charge by key without its number. */
  private JsonNode netCancel(JsonNode issued, String amount) {
    var f = new LinkedHashMap<String, String>();
    f.put("sid", issued.get("sid").asString());
    f.put("trade_id", tradeId);
    f.put("cash_code", issued.get("cash_code").asString());
    f.put("pay_token", "");
    f.put("amount", amount);
    f.put("cancel_type", "C");
    f.put("part_cancel", "N");
    return Shop.call("cancellation", Shop.signed(f));
  }

  private static String code(JsonNode answer) {
    return Shop.code(answer);
  }

  private static LocalDate nextLongMonthBeforeAShortOne() {
    return Stream.iterate(TestSandbox.TIME.today().plusDays(1), day -> day.plusDays(1))
        .filter(day -> day.getDayOfMonth() == 31)
        .filter(day -> day.plusDays(1).lengthOfMonth() == 30)
        .findFirst()
        .orElseThrow();
  }
}

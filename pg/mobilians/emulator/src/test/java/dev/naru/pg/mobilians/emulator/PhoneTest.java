package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.NoticeReceiver;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PhoneTest {

  private final String tradeId = Shop.newOrder();
  private final Map<String, Object> order = Shop.order("MC", tradeId, 14_000);

  @Test
  void an_authentication_charges_nothing_and_the_approval_does_once() {
    Map<String, String> result = Shop.authenticatePhone(order);
    assertThat(result)
        .containsEntry("code", "0000")
        .containsEntry("message", "정상처리 되었습니다.")
        .containsEntry("trade_id", tradeId)
        .containsEntry("amount", "14000")
        .containsEntry("mstr", "merchant_uid=order-" + tradeId)
        .containsEntry("comm_id", "000")
        .containsEntry("phone_no", "01012345678")
        .containsEntry("deposit", "")
        .containsEntry("transaction_id", "")
        .containsEntry("mc_bill_key", "")
        .containsEntry("mc_simple_key", "")
        .containsKeys("hmac", "time_stamp", "sign_date")
        .hasEntrySatisfying("pay_token", t -> assertThat(t).matches("5004\\d{6}"))
        .hasEntrySatisfying("mc_user_key", k -> assertThat(k).matches("uk\\d{13}"))
        .hasEntrySatisfying("hmac2", h -> assertThat(h).hasSize(44))
        .hasEntrySatisfying("fwd_hash", h -> assertThat(h).hasSize(192));
    assertThat(Shop.book(tradeId)).isEmpty();

    JsonNode paid = Shop.approve(result);

    assertThat(Shop.code(paid)).isEqualTo("0000");
    assertThat(paid.get("pay_token")).isEqualTo(paid.get("mobil_id"));
    assertThat(paid.has("phone_no")).isFalse();
    assertThat(paid.has("mstr")).isFalse();
    assertThat(paid.get("hmac").asString()).isEqualTo(result.get("hmac"));
    assertThat(paid.get("mc_bill_key").asString()).isEmpty();
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 14000-0 paid phone");
    assertThat(Shop.code(Shop.approve(result))).isEqualTo("0051");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 14000-0 paid phone");
    assertThat(ControlCalls.requests(paid.get("pay_token").asString()))
        .containsExactly("approval", "approval");
  }

  @Test
  void a_trade_number_is_paid_once() {
    Map<String, String> second = Shop.authenticatePhone(Shop.order("MC", tradeId, 14_000));
    Shop.payByPhone(order);

    assertThat(Shop.code(Shop.approve(second))).isEqualTo("0052");
    String pay = Shop.register(Shop.order("MC", tradeId, 14_000)).get("pay_url").asString();
    assertThat(TestHttp.hidden(TestHttp.get(pay))).containsEntry("code", "0052");
    assertThat(Shop.book(tradeId)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sid", "tid", "cash_code", "pay_token", "amount", "mc_user_key"})
  void an_approval_must_tell_what_was_authenticated(String name) {
    Map<String, String> result = Shop.authenticatePhone(order);
    var wrong = new HashMap<>(Shop.approval(result));
    wrong.put(name, name.equals("amount") ? "13999" : "9");
    assertThat(Shop.code(Shop.call("approval", wrong))).isEqualTo("6101");
    wrong.remove(name);
    assertThat(Shop.code(Shop.call("approval", wrong))).isEqualTo("6101");
    assertThat(Shop.book(tradeId)).isEmpty();
    assertThat(Shop.code(Shop.approve(result))).isEqualTo("0000");
  }

  @Test
  void an_approval_comes_in_time_and_not_before_the_authentication() {
    JsonNode registered = Shop.register(order);
    assertThat(
            Shop.code(
                Shop.call(
                    "approval",
                    Map.of(
                        "sid", Shop.GENERAL,
                        "tid", registered.get("tid").asString(),
                        "cash_code", "MC",
                        "pay_token", "5004000000",
                        "amount", "14000",
                        "mc_user_key", "uk"))))
        .isEqualTo("6101");
    Map<String, String> result = Shop.authenticatePhone(order);
    TestSandbox.TIME.advance(Duration.ofMinutes(11));
    assertThat(Shop.code(Shop.approve(result))).isEqualTo("0043");
    assertThat(Shop.book(tradeId)).isEmpty();
  }

  @Test
  void only_the_right_code_within_three_minutes_goes_on() {
    String window = Shop.open(order);
    TestHttp.form(window + "/next", Shop.BUYER);
    assertThat(TestHttp.text(TestHttp.form(window + "/pay", Map.of("code", "111111"))))
        .contains("[0043] 인증번호가 올바르지 않습니다.");
    assertThat(TestHttp.text(TestHttp.form(window + "/pay", Map.of("code", "000000"))))
        .contains("[0043] 인증번호의 유효 시간이 지났습니다.");
    TestSandbox.TIME.advance(Duration.ofSeconds(181));
    assertThat(TestHttp.text(TestHttp.form(window + "/pay", Map.of("code", "123456"))))
        .contains("[0043] 인증번호의 유효 시간이 지났습니다.");
    TestHttp.form(window + "/again", Map.of());
    assertThat(TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("code", "123456"))))
        .containsEntry("code", "0000");
  }

  @Test
  void the_fifth_wrong_code_ends_the_window() {
    order.put("fail_url", "https://hub.example.test/mob/fail");
    String window = Shop.open(order);
    TestHttp.form(window + "/next", Shop.BUYER);
    for (int i = 0; i < 4; i++) {
      TestHttp.form(window + "/pay", Map.of("code", "111111"));
    }
    var end = TestHttp.form(window + "/pay", Map.of("code", "111111"));
    assertThat(TestHttp.hidden(end)).containsEntry("code", "0043").containsEntry("pay_token", "");
    assertThat(TestHttp.text(end)).contains("action=\"https://hub.example.test/mob/fail\"");
  }

  @ParameterizedTest
  @CsvSource({"01000000013, window", "01000000016, window", "01000000031, approval"})
  void a_magic_number_fails_with_its_code(String phone, String where) {
    var buyer = new HashMap<>(Shop.BUYER);
    buyer.put("phone", phone);
    Map<String, String> result = Shop.authenticatePhone(order, buyer);
    String code = phone.substring(7);
    if (where.equals("window")) {
      assertThat(result).containsEntry("code", code);
    } else {
      assertThat(result).containsEntry("code", "0000");
      assertThat(Shop.code(Shop.approve(result))).isEqualTo(code);
      assertThat(Shop.code(Shop.approve(result))).isEqualTo(code);
    }
    assertThat(Shop.book(tradeId)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "carrier, XXX, 통신사를 선택해 주세요.",
    "phone, 02-1234-1234, 휴대폰번호를 확인해 주세요.",
    "birth, 12345, 생년월일",
    "digit, x, 생년월일",
    "agree2, , 약관에 모두 동의해 주세요."
  })
  void what_is_missing_is_said(String name, String value, String error) {
    var buyer = new HashMap<>(Shop.BUYER);
    buyer.remove(name);
    if (value != null) {
      buyer.put(name, value);
    }
    assertThat(TestHttp.text(TestHttp.form(Shop.open(order) + "/next", buyer))).contains(error);
  }

  @Test
  void a_virtual_carrier_is_picked_from_the_list() {
    var buyer = new HashMap<>(Shop.BUYER);
    buyer.put("carrier", "MVNO");
    buyer.put("mvno", "CJH");
    assertThat(Shop.authenticatePhone(order, buyer)).containsEntry("code", "0000");
  }

  @Test
  void what_the_shop_fixed_stays() {
    Shop.options(order).put("mc_no", "01099998888");
    Shop.options(order).put("mc_fix_no", "Y");
    Shop.options(order).put("mc_fix_comm_id", "LGT");
    assertThat(TestHttp.text(TestHttp.get(Shop.open(order))))
        .contains("010-9999-8888", " readonly");

    order.put("trade_id", Shop.newOrder());
    assertThat(Shop.authenticatePhone(order)).containsEntry("phone_no", "01099998888");
  }

  /** As KG's own recorded runs of April 2026 show it, one of each mode. */
  @Test
  void a_window_that_also_approves_posts_the_result_and_tells_the_server() {
    try (var merchant = new NoticeReceiver("SUCCESS")) {
      order.put("hybrid_pay", "N");
      order.put("noti_url", merchant.origin() + "/noti");
      Map<String, String> post = Shop.authenticatePhone(order);
      assertThat(post)
          .containsEntry("code", "0000")
          .containsEntry("phone_no", "01012345678")
          .containsEntry("comm_id", "000")
          .containsEntry("deposit", "")
          .containsEntry("transaction_id", "")
          .containsEntry("mc_user_key", "")
          .containsEntry("FwdNotiurl", merchant.origin() + "/noti")
          .containsKeys("hmac", "time_stamp")
          .doesNotContainKey("mobil_id");
      assertThat(Shop.book(tradeId)).containsExactly("mobilians 14000-0 paid phone");

      var notice = merchant.next();

      assertThat(notice.raw()).contains("product_name=%B3%AA%B7%E7");
      assertThat(notice.fields()).hasSize(21);
      for (String same :
          List.of("hmac", "hmac2", "pay_token", "trade_id", "amount", "sign_date", "mstr")) {
        assertThat(notice.fields()).containsEntry(same, post.get(same));
      }
    }
  }

  @Test
  void a_site_url_of_more_than_20_bytes_is_taken_with_a_warning() {
    order.put("site_url", "shopping.some-shop.example.com");
    assertThat(Shop.code(Shop.register(order))).isEqualTo("0000");
    assertThat(TestHttp.text(TestHttp.get("/control/requests?order_id=" + tradeId)))
        .contains("site_url has 30 bytes; the document allows 20");
  }

  @Test
  void the_live_host_leads_to_the_same_service() {
    var answer =
        TestHttp.json(
            TestHttp.postJson(
                "/mup.mobilians.co.kr/MUP/api/registration",
                JsonMapper.shared().writeValueAsString(order)));
    String pay = answer.get("pay_url").asString();
    assertThat(pay).startsWith(TestSandbox.base() + "/mup.mobilians.co.kr/MUP/api/payment.mcash");
    assertThat(TestHttp.get(pay).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({
    "decline, 0036, 0",
    "bad_card, 0011, 0",
    "timeout_before_approval, lost, 0",
    "timeout_after_approval, lost, 1",
    "garbage_answer, lost, 1"
  })
  void a_scenario_disturbs_the_approval(String fault, String code, int lines) {
    Map<String, String> result = Shop.authenticatePhone(order);
    ControlCalls.scenario(
        """
        {"pg":"mobilians","match":{"merchant_uid":"order-%s"},"fault":"%s"}
        """
            .formatted(tradeId, fault));
    String got;
    try {
      got = Shop.code(Shop.approve(result));
    } catch (java.io.UncheckedIOException | tools.jackson.core.JacksonException e) {
      got = "lost";
    }
    assertThat(got).isEqualTo(code);
    assertThat(Shop.book(tradeId)).hasSize(lines);
  }

  @Test
  void a_wrong_amount_is_charged_and_told() {
    Map<String, String> result = Shop.authenticatePhone(order);
    ControlCalls.scenario(
        """
        {"pg":"mobilians","match":{"order_id":"%s"},"fault":"wrong_amount","amount":1}
        """
            .formatted(tradeId));
    assertThat(Shop.approve(result).get("amount").asString()).isEqualTo("1");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 1-0 paid phone");
  }
}

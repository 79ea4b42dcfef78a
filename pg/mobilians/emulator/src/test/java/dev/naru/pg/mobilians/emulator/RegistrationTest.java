package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RegistrationTest {

  private final String tradeId = Shop.newOrder();

  @Test
  void a_registration_is_answered_with_the_window_and_the_digest_of_the_trade() {
    var order = Shop.order("MC", tradeId, 1_000);
    order.put("time_stamp", KoreanTime.stamp(TestSandbox.TIME.instant()));

    JsonNode answer = Shop.register(order);

    assertThat(answer.get("code").asString()).isEqualTo("0000");
    assertThat(answer.get("message").asString()).isEqualTo("정상 처리되었습니다.");
    assertThat(answer.get("tid").asString()).matches("[0-9a-f]{17}");
    assertThat(answer.get("pay_url").asString())
        .isEqualTo(
            TestSandbox.base() + Shop.API + "payment.mcash?tid=" + answer.get("tid").asString());
    assertThat(answer.get("hmac").asString())
        .isEqualTo(
            Hmac.ofTrade(
                TestMerchants.SKEY,
                1_000,
                Shop.OK_URL,
                tradeId,
                answer.get("time_stamp").asString()));
  }

  @Test
  void without_a_time_stamp_it_is_now_in_korea() {
    String now = KoreanTime.stamp(TestSandbox.TIME.instant());
    assertThat(Shop.register(Shop.order("MC", tradeId, 1_000)).get("time_stamp").asString())
        .isEqualTo(now);
  }

  @ParameterizedTest
  @CsvSource({
    "sid, 999999999999",
    "sid, ''",
    "cash_code, ZZ",
    "cash_code, TM",
    "product_name, ''",
    "product_name, 가나다라마바사아자차카타파하가나다라마바사아자차카타파",
    "trade_id, ''",
    "trade_id, abc",
    "site_url, ''",
    "ok_url, ''",
    "ok_url, /relative",
    "ok_url, javascript:alert(1)",
    "call_type, X",
    "call_type, S",
    "hybrid_pay, maybe",
    "mstr, a&b",
    "mstr, 100%",
    "css_type, red",
    "time_stamp, 2026"
  })
  void a_wrong_field_is_a_6101_that_names_it(String name, String value) {
    var order = Shop.order("MC", tradeId, 1_000);
    order.put(name, value);

    JsonNode answer = Shop.register(order);

    assertThat(answer.get("code").asString()).isEqualTo("6101");
    String named = name.equals("call_type") && value.equals("S") ? "close_url" : name;
    assertThat(answer.get("message").asString()).contains(named);
    assertThat(answer.has("tid")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1", "1.5", "0", "10000000000"})
  void an_amount_is_whole_won_above_nothing(String total) {
    var order = Shop.order("MC", tradeId, 1);
    order.put("amount", Map.of("total", new java.math.BigDecimal(total)));
    assertThat(Shop.code(Shop.register(order))).isEqualTo("6101");
  }

  @ParameterizedTest
  @CsvSource({
    "EP, ep_code, '', ep_code",
    "EP, ep_code, XXX, ep_code",
    "EP, ep_code, SSG, ep_no",
    "MC, mc_fix_comm_id, ABC, mc_fix_comm_id",
    "VA, va_bank_code, 088, va_bank_code",
    "VA, va_deposit_closure, 20260114, va_deposit_closure",
    "VA, va_deposit_closure, 20300101, va_deposit_closure",
    "VA, va_account_closure, '', va_account_closure"
  })
  void what_a_method_needs_is_asked_for(String cash, String name, String value, String named) {
    var order = Shop.order(cash, tradeId, 1_000);
    order.put("noti_url", "https://hub.example.test/noti");
    if (cash.equals("VA")) {
      String closure = KoreanTime.dayAfter(TestSandbox.TIME.instant(), 3);
      Shop.options(order).put("va_deposit_closure", closure);
      Shop.options(order)
          .put("va_account_closure", KoreanTime.dayAfter(TestSandbox.TIME.instant(), 10));
    }
    Shop.options(order).put(name, value);
    assertThat(Shop.register(order).get("message").asString()).contains(named);
  }

  @Test
  void the_new_module_takes_100_won_at_least() {
    var order = Shop.order("CN", tradeId, 99);
    assertThat(Shop.code(Shop.register(order))).isEqualTo("0000");
    order.put("sid", Shop.V2);
    assertThat(Shop.register(order).get("message").asString()).isEqualTo("100원 미만 결제는 불가능");
  }

  @Test
  void what_is_no_json_is_a_6101() {
    assertThat(Shop.code(TestHttp.json(TestHttp.postJson(Shop.API + "registration", "{"))))
        .isEqualTo("6101");
    assertThat(Shop.code(TestHttp.json(TestHttp.postJson(Shop.API + "approval", "[]"))))
        .isEqualTo("6101");
  }

  @Test
  void a_link_ends_after_ten_minutes() {
    String window = Shop.open(Shop.order("MC", tradeId, 1_000));
    TestSandbox.TIME.advance(Duration.ofMinutes(11));
    assertThat(TestHttp.hidden(TestHttp.form(window + "/next", Shop.BUYER)))
        .containsEntry("code", "0097");
    var longer = new LinkedHashMap<>(Shop.order("MC", Shop.newOrder(), 1_000));
    longer.put("time_stamp", "99999999999999");
    String open = Shop.open(longer);
    TestSandbox.TIME.advance(Duration.ofDays(2));
    assertThat(TestHttp.get(open).statusCode()).isEqualTo(200);
  }
}

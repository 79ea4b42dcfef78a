package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.testkit.Concurrently;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestSandbox;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CancelTest {

  private final String tradeId = Shop.newOrder();

  private JsonNode phone(long amount) {
    return Shop.payByPhone(Shop.order("MC", tradeId, amount));
  }

  @Test
  void a_whole_cancel_is_carried_out_once() {
    JsonNode paid = phone(5_000);

    JsonNode done = Shop.call("cancellation", Shop.cancellation(paid, "5000", false));

    assertThat(Shop.code(done)).isEqualTo("0000");
    assertThat(done.get("transaction_id").asString()).contains("MCTA5001");
    assertThat(Shop.cancel(paid, 5_000, false)).isEqualTo("0044");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-5000 cancelled phone");
    assertThat(ControlCalls.requests(paid.get("pay_token").asString()))
        .containsExactly("approval", "cancel", "cancel");
  }

  @Test
  void after_parts_the_rest_goes_by_its_own_or_the_original_amount() {
    JsonNode paid = phone(5_000);
    assertThat(Shop.cancel(paid, 3_000, true)).isEqualTo("0000");
    assertThat(Shop.cancel(paid, 3_000, true)).isEqualTo("0045");
    assertThat(Shop.cancel(paid, 0, true)).isEqualTo("0045");
    assertThat(Shop.cancel(paid, 4_000, false)).isEqualTo("0045");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-2000 cancelled phone");
    assertThat(Shop.cancel(paid, 5_000, false)).isEqualTo("0000");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-5000 cancelled phone");
  }

  @Test
  void a_phone_is_cancelled_within_its_calendar_month_in_korea() {
    JsonNode paid = phone(5_000);
    var card = Shop.newOrder();
    JsonNode byCard = Shop.payByCard(Shop.order("CN", card, 5_000));
    TestSandbox.TIME.advance(Duration.ofDays(31));
    assertThat(Shop.cancel(paid, 5_000, false)).isEqualTo("0042");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-0 paid phone");
    assertThat(Shop.cancel(byCard, 5_000, false)).isEqualTo("0000");

    var refund = Shop.cancellation(paid, "5000", true);
    refund.putAll(
        Map.of(
            "cancel_type",
            "R",
            "bank_code",
            "004",
            "account_no",
            "00000000000000",
            "account_name",
            "TEST",
            "refund_amount",
            "2000"));
    JsonNode refunded = Shop.call("cancellation", refund);
    assertThat(refunded.get("refund_amount").asString()).isEqualTo("2000");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-2000 cancelled phone");
  }

  @Test
  void the_hash_is_checked_on_the_new_path_alone() {
    JsonNode paid = phone(5_000);
    var forged = Shop.cancellation(paid, "5000", false);
    forged.put(
        "hmac", Hmac.ofOldCancel(TestMerchants.SKEY, "5000", paid.get("pay_token").asString()));
    assertThat(Shop.code(Shop.call("cancellation", forged))).isEqualTo("6102");
    forged.remove("hmac");
    assertThat(Shop.code(Shop.call("cancellation", forged))).isEqualTo("6101");
    assertThat(Shop.code(Shop.call("cancel", forged))).isEqualTo("0000");
    assertThat(ControlCalls.requests(paid.get("pay_token").asString()))
        .anyMatch(operation -> operation.contains("superseded"));
  }

  @ParameterizedTest
  @CsvSource({"pay_token, 5004999999, 0041", "trade_id, other, 0045", "cash_code, CN, 0045"})
  void what_does_not_match_is_not_cancelled(String name, String value, String code) {
    var wrong = Shop.cancellation(phone(5_000), "5000", false);
    wrong.put(name, value);
    assertThat(Shop.code(Shop.call("cancellation", Shop.signed(wrong)))).isEqualTo(code);
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-0 paid phone");
  }

  @Test
  void another_merchants_charge_is_not_there() {
    var other = Shop.cancellation(phone(5_000), "5000", false);
    other.put("sid", Shop.BILLING);
    assertThat(Shop.code(Shop.call("cancellation", Shop.signed(other)))).isEqualTo("0041");
  }

  @Test
  void scenarios_refuse_a_cancel_or_lose_its_answer() {
    JsonNode paid = phone(5_000);
    String ask = "{\"pg\":\"mobilians\",\"match\":{\"order_id\":\"%s\"},\"fault\":\"%s\"}";
    ControlCalls.scenario(ask.formatted(tradeId, "cancel_refused"));
    assertThat(Shop.cancel(paid, 5_000, false)).isEqualTo("0030");
    ControlCalls.scenario(ask.formatted(tradeId, "net_cancel_refused"));
    assertThat(Shop.cancel(paid, 5_000, false)).isEqualTo("0099");
    ControlCalls.scenario(ask.formatted(tradeId, "timeout_after_cancel"));
    assertThatLost(() -> Shop.cancel(paid, 5_000, false));
    assertThat(Shop.cancel(paid, 5_000, false)).isEqualTo("0044");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-5000 cancelled phone");
  }

  private static void assertThatLost(Runnable call) {
    try {
      call.run();
    } catch (UncheckedIOException e) {
      return;
    }
    throw new AssertionError("an answer came");
  }

  @Test
  void cancels_at_once_take_no_more_than_was_paid() throws Exception {
    JsonNode paid = Shop.payByCard(Shop.order("CN", tradeId, 5_000));
    List<String> codes = Concurrently.run(8, () -> Shop.cancel(paid, 5_000, false));
    assertThat(codes).containsOnlyOnce("0000").contains("M231");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 5000-5000 cancelled card");
  }
}

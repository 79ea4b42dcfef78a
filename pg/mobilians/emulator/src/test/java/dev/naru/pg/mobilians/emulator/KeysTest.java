package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.testkit.ControlCalls;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Auto-billing keys that a window issues (protocols/mobilians.md §2.8). */
class KeysTest {

  private final String tradeId = Shop.newOrder();

  private Map<String, Object> order(String sid, long amount) {
    var order = Shop.order("MC", tradeId, amount);
    order.put("sid", sid);
    Shop.options(order).put("mc_auto_pay", "Y");
    return order;
  }

  @Test
  void a_billing_contract_charges_and_gives_a_key() {
    JsonNode paid = Shop.payByPhone(order(Shop.BILLING, 10_000));

    assertThat(paid.get("mc_bill_key").asString()).matches("bk\\d{13}");
    assertThat(paid.get("mc_user_key").asString()).matches("uk\\d{13}");
    assertThat(Shop.book(tradeId))
        .containsExactly("mobilians 10000-0 paid phone", "mobilians 0-0 key phone");
    assertThat(Shop.cancel(paid, 10_000, false)).isEqualTo("0000");
    assertThat(Shop.book(tradeId))
        .containsExactly("mobilians 10000-10000 cancelled phone", "mobilians 0-0 key phone");
  }

  @Test
  void a_general_contract_charges_and_gives_none() {
    JsonNode paid = Shop.payByPhone(order(Shop.GENERAL, 10_000));

    assertThat(Shop.code(paid)).isEqualTo("0000");
    assertThat(paid.get("mc_bill_key").asString()).isEmpty();
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 10000-0 paid phone");
  }

  @Test
  void a_key_can_be_had_for_nothing_on_a_billing_contract_alone() {
    JsonNode issued = Shop.payByPhone(order(Shop.BILLING, 0));

    assertThat(issued.get("mc_bill_key").asString()).isNotEmpty();
    assertThat(issued.get("amount").asString()).isEqualTo("0");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 0-0 key phone");
    assertThat(Shop.code(Shop.register(order(Shop.GENERAL, 0)))).isEqualTo("6101");
    assertThat(Shop.cancel(issued, 0, false)).isEqualTo("0041");
  }

  @Test
  void a_pg_that_charges_anyway_says_so() {
    Map<String, String> result = Shop.authenticatePhone(order(Shop.BILLING, 0));
    ControlCalls.scenario(
        """
        {"pg":"mobilians","match":{"order_id":"%s"},"fault":"charge_on_issue"}
        """
            .formatted(tradeId));

    JsonNode issued = Shop.approve(result);

    assertThat(issued.get("amount").asString()).isEqualTo("1000");
    assertThat(Shop.book(tradeId))
        .containsExactly("mobilians 1000-0 paid phone", "mobilians 0-0 key phone");
    assertThat(Shop.cancel(issued, 1_000, false)).isEqualTo("0000");
  }

  @Test
  void a_cards_key_is_had_for_nothing_too() {
    var order = Shop.order("CN", tradeId, 0);
    order.put("sid", Shop.V2);
    JsonNode issued = Shop.payByCard(order);

    assertThat(issued.get("cn_bill_key").asString()).isNotEmpty();
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 0-0 key card");
  }
}

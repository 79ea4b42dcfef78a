package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each easy-pay in its own window (protocols/mobilians.md §2.3, §2.9). */
class EasyPayTest {

  private final String tradeId = Shop.newOrder();

  @ParameterizedTest
  @EnumSource
  void it_is_paid_in_its_own_window_and_cancelled_in_parts(MobiliansEasyPay pay) {
    JsonNode paid = Shop.approve(authenticated(pay));
    assertThat(Shop.code(paid)).isEqualTo("0000");
    assertThat(Shop.cancel(paid, 2_000, true)).isEqualTo("0000");
    assertThat(Shop.cancel(paid, 4_000, true)).isEqualTo("0045");
    assertThat(Shop.cancel(paid, 3_000, true)).isEqualTo("0000");
    assertThat(Shop.cancel(paid, 5_000, false)).isEqualTo("M231");
    assertThat(Shop.book(tradeId))
        .containsExactly("mobilians_v2 5000-5000 cancelled " + pay.payMethod());
  }

  @ParameterizedTest
  @EnumSource
  void a_lost_approval_is_taken_back_as_a_whole(MobiliansEasyPay pay) {
    Map<String, String> agreed = authenticated(pay);
    ControlCalls.scenario(
        """
        {"pg":"mobilians_v2","match":{"order_id":"%s"},"fault":"timeout_after_approval"}
        """
            .formatted(tradeId));
    assertThatThrownBy(() -> Shop.approve(agreed)).isInstanceOf(UncheckedIOException.class);

    JsonNode known = JsonMapper.shared().valueToTree(agreed);
    assertThat(Shop.cancel(known, 5_000, false)).isEqualTo("0000");
    assertThat(Shop.book(tradeId))
        .containsExactly("mobilians_v2 5000-5000 cancelled " + pay.payMethod());
  }

  private Map<String, String> authenticated(MobiliansEasyPay pay) {
    var order = Shop.order("EP", tradeId, 5_000);
    order.put("sid", Shop.V2);
    var options = Shop.options(order);
    options.put("ep_code", pay.name());
    options.put("ep_no", "01012345678");
    return TestHttp.hidden(
        TestHttp.form(
            Shop.open(order) + "/pay",
            Map.of("way", "M", "agree1", "Y", "agree2", "Y", "agree3", "Y")));
  }
}

package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Cards, easy pays and transfers. */
class CardTest {

  private final String tradeId = Shop.newOrder();
  private final Map<String, Object> order = Shop.order("CN", tradeId, 50_000);

  @Test
  void a_card_is_approved_once_and_a_second_time_is_told_apart() {
    Map<String, String> result = Shop.authenticateCard(order, "1234-1234-1234-1234");
    assertThat(result)
        .containsEntry("code", "0000")
        .doesNotContainKey("cn_card_no")
        .hasEntrySatisfying("pay_token", t -> assertThat(t).matches("\\d{15}"));

    JsonNode paid = Shop.approve(result);
    JsonNode again = Shop.approve(result);

    assertThat(paid.get("cn_card_no").asString()).isEqualTo("123412******1234");
    assertThat(paid.get("cn_card_code").asString()).isEqualTo("SHN");
    assertThat(paid.get("cn_appr_no").asString()).matches("\\d{8}");
    assertThat(Shop.code(again)).isEqualTo("M681");
    assertThat(again.get("pay_token")).isEqualTo(paid.get("pay_token"));
    assertThat(again.get("cn_appr_no").asString()).isEmpty();
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 50000-0 paid card");
  }

  @ParameterizedTest
  @CsvSource({
    "4000-0000-0000-0002, M101",
    "4000-0000-0000-0069, M102",
    "4000-0000-0000-0127, M103",
    "4000-0000-0000-9995, M104",
    "4000-0000-0000-9979, M105"
  })
  void a_magic_card_is_declined(String number, String code) {
    assertThat(Shop.code(Shop.approve(Shop.authenticateCard(order, number)))).isEqualTo(code);
    assertThat(Shop.book(tradeId)).isEmpty();
  }

  @Test
  void a_scenario_may_name_the_card_and_no_number_is_kept() throws Exception {
    Map<String, String> result = Shop.authenticateCard(order, "9876-5432-1098-7654");
    ControlCalls.scenario(
        """
        {"pg":"mobilians","match":{"card_number":"9876543210987654"},"fault":"decline"}
        """);
    assertThat(Shop.code(Shop.approve(result))).isEqualTo("M101");
    assertThat(TestSandbox.everyRow()).noneMatch(row -> row.contains("9876543210987654"));
  }

  @Test
  void the_windows_terms_are_the_shops() {
    assertThat(page()).contains("신한카드", "제주카드".replace("제주", "현대"), "12개월");
    Shop.options(order).put("cn_fix_card", "HDC:LTC");
    Shop.options(order).put("cn_installment", "6");
    assertThat(page()).contains("현대카드", "롯데카드", "일시불", "6개월").doesNotContain("신한카드", "7개월");
    Shop.options(order).put("cn_direct", "SHN:03");
    assertThat(page()).contains("신한카드", "3개월").doesNotContain("현대카드", "일시불", "6개월");
    order.put("amount", Map.of("total", 49_999));
    assertThat(page()).contains("일시불").doesNotContain("3개월");
  }

  private String page() {
    return TestHttp.text(TestHttp.get(Shop.open(order)));
  }

  @ParameterizedTest
  @CsvSource({"KKO, kakaopay, 카카오페이", "NAV, naverpay, 네이버페이", "APP, applepay, 애플페이"})
  void an_easy_pay_goes_by_its_provider(String code, String method, String label) {
    var easy = Shop.order("EP", tradeId, 3_000);
    easy.put("sid", Shop.V2);
    Shop.options(easy).put("ep_code", code);
    String window = Shop.open(easy);
    assertThat(TestHttp.text(TestHttp.get(window))).contains(label + " 결제");

    JsonNode paid =
        Shop.approve(TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("way", "C"))));

    assertThat(paid.get("ep_card_code").asString()).isEqualTo("SHN");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 3000-0 paid " + method);
    assertThat(Shop.cancel(paid, 1_000, true)).isEqualTo("0000");
    assertThat(Shop.cancel(paid, 2_000, false)).isEqualTo("0000");
    assertThat(Shop.cancel(paid, 3_000, false)).isEqualTo("M231");
  }

  @Test
  void a_transfer_needs_its_reference_key() {
    var transfer = Shop.order("RA", tradeId, 3_000);
    String window = Shop.open(transfer);
    Map<String, String> result =
        TestHttp.hidden(
            TestHttp.form(
                window + "/pay",
                Map.of(
                    "bank", "004", "holder", "홍길동", "birth", "123456", "agree1", "Y", "agree2", "Y",
                    "agree3", "Y")));
    var without = Shop.approval(result);
    without.remove("reference_key");
    assertThat(Shop.code(Shop.call("approval", without))).isEqualTo("6101");

    JsonNode paid = Shop.approve(result);

    assertThat(paid.get("bank_name").asString()).isEqualTo("국민은행");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians 3000-0 paid trans");
    assertThat(Shop.cancel(paid, 3_000, false)).isEqualTo("0000");
    assertThat(Shop.cancel(paid, 3_000, false)).isEqualTo("0087");
  }
}

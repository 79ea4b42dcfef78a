package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests keys issued in a window, beyond the guides' samples. */
@Tag("G18")
class BillingKeyTest extends Journey {

  /** The shop asks again for the same customer, and the second key replaces the first. */
  @ParameterizedTest
  @ValueSource(strings = {"html5_inicis", "mobilians"})
  void a_key_issued_again_for_the_same_customer_is_issued_and_charged_as_the_first(String pg) {
    Merchant merchant = merchantOfBothPgs();
    boolean inicis = pg.equals("html5_inicis");
    String customer = "customer_" + newOrder();
    for (int time = 0; time < 2; time++) {
      Map<String, Object> param = request("pay_method", inicis ? "card" : "phone");
      param.put("pg", pg);
      param.put("customer_uid", customer);
      Tab tab = opens(merchant, param);
      if (inicis) {
        Buyer.atDesk(tab.page()).registersCard(Buyer.GOOD_CARD);
      } else {
        MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
      }
      assertIssued(merchant, tab.answer(), customer, inicis ? 0 : 14000);
    }
  }

  /**
   * With {@code key_only}, the snippet of guides 000 and 001 with amount 0 issues a key and charges
   * nothing.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mobilians_gives_a_key_alone_where_the_contract_is_so(boolean phone) {
    Merchant merchant =
        Merchant.fresh(
            naru,
            List.of(
                Map.of("pg", "mobilians", "mid", "170622040674"),
                Map.of(
                    "pg", "mobilians",
                    "mid", "170622040675",
                    "billing", "true",
                    "mobilians.billing.issue_mode", "key_only")));
    Map<String, Object> param = request("pay_method", "phone");
    String customer = "customer_" + newOrder();
    param.put("pg", "mobilians");
    param.put("amount", 0);
    param.put("customer_uid", customer);
    Tab tab = phone ? opensOnPhone(merchant, param) : opens(merchant, param);
    // Without m_redirect_url, a phone's page is called back too.
    MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    assertIssued(merchant, tab.answer(), customer, 0);
  }

  private void assertIssued(Merchant merchant, JsonNode answer, String customer, long money) {
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    String impUid = answer.path("imp_uid").asString();
    JsonNode payment = merchant.payment(impUid);
    assertThat(payment.path("status").asString()).isEqualTo("paid");
    assertThat(payment.path("customer_uid").asString()).isEqualTo(customer);
    assertThat(payment.path("customer_uid_usage").asString()).isEqualTo("issue");
    assertThat(shop.nextWebhook().status()).isEqualTo("paid");
    assertThat(Books.moneyAtPg(merchant, impUid)).isEqualTo(money);
    Books.areEqualFor(merchant, impUid);
  }
}

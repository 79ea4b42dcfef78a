package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests KG Mobilians' new module ({@code mobilians_v2}): every kind of window, and a key. */
@Tag("G18")
class MobiliansV2Test extends Journey {

  private static final String PG = "mobilians_v2";
  private static final String MID = "170622040676";

  private Merchant merchant(boolean billing) {
    return Merchant.fresh(naru, Map.of("pg", PG, "mid", MID, "billing", String.valueOf(billing)));
  }

  @ParameterizedTest
  @CsvSource({
    "phone,false",
    "phone,true",
    "card,false",
    "card,true",
    "kakaopay,false",
    "kakaopay,true"
  })
  void a_method_is_paid_and_cancelled(String method, boolean phone) {
    Merchant merchant = merchant(false);
    JsonNode payment = pays(merchant, request("pay_method", method), method, phone);
    assertThat(payment.path("pay_method").asString()).isEqualTo(method);
    assertThat(payment.path("receipt_url").isNull()).as("it gives no slip").isTrue();
    String impUid = payment.path("imp_uid").asString();
    Books.areEqualFor(merchant, impUid);

    JsonNode cancelled = merchant.post("/payments/cancel", Map.of("imp_uid", impUid)).json();
    assertThat(cancelled.path("code").asInt(-1)).as("%s", cancelled).isZero();
    assertThat(cancelled.path("response").path("status").asString()).isEqualTo("cancelled");
    Books.areEqualFor(merchant, impUid);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_phones_key_is_issued_with_its_first_charge(boolean phone) {
    Merchant merchant = merchant(true);
    Map<String, Object> param = request("pay_method", "phone");
    String customer = "customer_" + orderOf(param);
    param.put("customer_uid", customer);
    JsonNode payment = pays(merchant, param, "phone", phone);
    assertThat(payment.path("customer_uid").asString()).isEqualTo(customer);
    assertThat(payment.path("customer_uid_usage").asString()).isEqualTo("issue");
    assertThat(Books.moneyAtPg(merchant, payment.path("imp_uid").asString())).isEqualTo(14000);
    Books.areEqualFor(merchant, payment.path("imp_uid").asString());
  }

  private JsonNode pays(
      Merchant merchant, Map<String, Object> param, String method, boolean phone) {
    param.put("pg", PG);
    param.put("m_redirect_url", shop.url("/landing"));
    Tab tab =
        Tab.at(phone ? chromium.phone() : chromium.desktop(), shop.payPage(merchant, param))
            .whenSdkIsReady();
    if (phone) {
      MobiliansBuyer.onPhone(tab.pressesPay().page()).paysBy(method);
      tab.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
      assertThat(tab.page().url()).endsWith("&imp_success=true");
    } else {
      // On a PC, its window is a popup (spec/pg-rules.md §1).
      MobiliansBuyer.onPhone(tab.page().waitForPopup(tab::pressesPay)).paysBy(method);
      JsonNode answer = tab.answer();
      assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    }
    JsonNode payment = merchant.paymentOfOrder(orderOf(param));
    assertThat(payment.path("status").asString()).isEqualTo("paid");
    assertThat(payment.path("pg_provider").asString()).isEqualTo(PG);
    assertThat(payment.path("pg_id").asString()).isEqualTo(MID);
    assertThat(payment.path("channel").asString()).isEqualTo(phone ? "mobile" : "pc");
    Shop.Webhook webhook = shop.nextWebhook();
    assertThat(webhook.status()).isEqualTo("paid");
    assertThat(webhook.impUid()).isEqualTo(payment.path("imp_uid").asString());
    return payment;
  }
}

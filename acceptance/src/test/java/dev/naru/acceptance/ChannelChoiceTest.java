package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests which channel {@code pg} stands for (spec/javascript-sdk.md §4), by the MID that was
 * charged.
 */
@Tag("G18")
class ChannelChoiceTest extends Journey {

  /** {@code -} stands for a request without {@code pg}. */
  @ParameterizedTest
  @CsvSource({
    "-,                      INIpayTest,   card",
    "html5_inicis,           INIpayTest,   card",
    "html5_inicis.INIpayTest, INIpayTest,  card",
    "inicis.INIpayTest,      INIpayTest,   card",
    "nobody,                 INIpayTest,   card",
    "html5_inicis.nobody,    INIpayTest,   card",
    "HTML5_INICIS.INIpayTest, INIpayTest,  card",
    "mobilians,              170622040674, phone",
    "mobilians.170622040674, 170622040674, phone"
  })
  void a_payment_goes_to_the_channel_that_pg_means(String pg, String mid, String method) {
    assertThat(pays(merchantOfBothPgs(), pg, method, null).path("pg_id").asString()).isEqualTo(mid);
  }

  @ParameterizedTest
  @CsvSource({
    "html5_inicis,            INIBillTst,   card",
    "html5_inicis.INIBillTst, INIBillTst,   card",
    "inicis.INIBillTst,       INIBillTst,   card",
    "mobilians,               170622040675, phone",
    "mobilians.170622040675,  170622040675, phone"
  })
  void a_key_window_goes_to_the_channel_that_is_meant_for_keys(
      String pg, String mid, String method) {
    JsonNode payment = pays(merchantOfBothPgs(), pg, method, "customer_" + newOrder());
    assertThat(payment.path("pg_id").asString()).isEqualTo(mid);
    assertThat(payment.path("customer_uid_usage").asString()).isEqualTo("issue");
  }

  @Test
  void an_only_channel_needs_no_name() {
    Merchant merchant =
        Merchant.fresh(naru, List.of(Map.of("pg", "mobilians", "mid", "170622040674")));
    Map<String, Object> param = request("pay_method", "phone");
    param.remove("pg");
    Tab tab = opens(merchant, param);
    MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    JsonNode answer = tab.answer();
    assertThat(answer.path("pg_provider").asString()).isEqualTo("mobilians");
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }

  private JsonNode pays(Merchant merchant, String pg, String method, @Nullable String customer) {
    Map<String, Object> param = request("pay_method", method);
    param.put("pg", pg);
    if (pg.equals("-")) {
      param.remove("pg");
    }
    if (customer != null) {
      param.put("customer_uid", customer);
    }
    Tab tab = opens(merchant, param);
    if (method.equals("phone")) {
      MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    } else if (customer == null) {
      Buyer.atDesk(tab.page()).paysBy("card");
    } else {
      Buyer.atDesk(tab.page()).registersCard(Buyer.GOOD_CARD);
    }
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    String impUid = answer.path("imp_uid").asString();
    Books.areEqualFor(merchant, impUid);
    return merchant.payment(impUid);
  }
}

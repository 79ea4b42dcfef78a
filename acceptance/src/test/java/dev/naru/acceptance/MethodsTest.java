package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests every method of both PGs, and what the REST API then shows (spec/rest-api.md §2.3). */
@Tag("G18")
class MethodsTest extends Journey {

  private static final List<String> EASY_PAYS =
      List.of(
          "samsung",
          "kakaopay",
          "payco",
          "tosspay",
          "ssgpay",
          "chai",
          "lpay",
          "naverpay",
          "applepay");

  private static final List<String> VOUCHERS =
      List.of("cultureland", "smartculture", "happymoney", "booknlife");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "card",
        "trans",
        "vbank",
        "phone",
        "samsung",
        "kakaopay",
        "payco",
        "tosspay",
        "ssgpay",
        "chai",
        "lpay",
        "naverpay",
        "cultureland",
        "smartculture",
        "happymoney",
        "applepay",
        "booknlife"
      })
  void inicis_on_a_pc(String method) {
    Merchant merchant = merchantOfBothPgs();
    Tab tab = opens(merchant, request("pay_method", method));
    Buyer.atDesk(tab.page()).paysBy(method);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    String impUid = answer.path("imp_uid").asString();
    assertPaid(merchant, impUid, "html5_inicis", method, "pc");
    if (!method.equals("vbank")) { // VirtualAccountTest tests its refund
      assertCancels(merchant, impUid, !VOUCHERS.contains(method));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"card", "trans", "vbank", "phone", "kakaopay"})
  void inicis_on_a_phone(String method) {
    Merchant merchant = merchantOfBothPgs();
    Map<String, Object> param = request("pay_method", method);
    param.put("m_redirect_url", shop.url("/landing"));
    Tab tab = opensOnPhone(merchant, param);
    Buyer.onPhone(tab.page()).paysBy(method);
    assertLanded(merchant, tab, param, "html5_inicis", method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone", "card", "trans"})
  void mobilians_on_a_pc(String method) {
    Merchant merchant = merchantOfBothPgs();
    Map<String, Object> param = request("pay_method", method);
    param.put("pg", "mobilians");
    Tab tab = opens(merchant, param);
    MobiliansBuyer.inOverlay(tab.page()).paysBy(method);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    String impUid = answer.path("imp_uid").asString();
    assertPaid(merchant, impUid, "mobilians", method, "pc");
    assertCancels(merchant, impUid, !method.equals("phone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone", "card", "trans"})
  void mobilians_on_a_phone(String method) {
    Merchant merchant = merchantOfBothPgs();
    Map<String, Object> param = request("pay_method", method);
    param.put("pg", "mobilians");
    param.put("m_redirect_url", shop.url("/landing"));
    Tab tab = opensOnPhone(merchant, param);
    MobiliansBuyer.onPhone(tab.page()).paysBy(method);
    assertLanded(merchant, tab, param, "mobilians", method);
  }

  /** The buyer chooses an easy-pay inside the card window (spec/pg-rules.md §2.1). */
  @ParameterizedTest
  @CsvSource({
    "카카오페이,kakaopay,kakaopay,false",
    "카카오페이,kakaopay,kakaopay,true",
    "삼성페이,samsung,samsungpay,false",
    "네이버페이,naverpay,naverpay,false"
  })
  void an_easy_pay_picked_in_the_card_window_is_what_was_used(
      String label, String method, String embedded, boolean phone) {
    Merchant merchant = merchantOfBothPgs();
    Map<String, Object> param = request("pay_method", "card");
    param.put("m_redirect_url", shop.url("/landing"));
    Tab tab = phone ? opensOnPhone(merchant, param) : opens(merchant, param);
    (phone ? Buyer.onPhone(tab.page()) : Buyer.atDesk(tab.page())).picksEasyPay(label);
    if (phone) {
      assertLanded(merchant, tab, param, "html5_inicis", method);
    } else {
      JsonNode answer = tab.answer();
      assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
      assertThat(answer.path("emb_pg_provider").asString()).isEqualTo(embedded);
      String impUid = answer.path("imp_uid").asString();
      assertPaid(merchant, impUid, "html5_inicis", method, "pc");
      assertCancels(merchant, impUid, true);
    }
  }

  /**
   * Cancels in parts where the PG supports that, otherwise at once; the books agree after each
   * step.
   */
  private static void assertCancels(Merchant merchant, String impUid, boolean inParts) {
    if (inParts) {
      JsonNode part = cancel(merchant, Map.of("imp_uid", impUid, "amount", 4000));
      assertThat(part.path("cancel_amount").asLong()).isEqualTo(4000);
      Books.areEqualFor(merchant, impUid);
    }
    JsonNode whole = cancel(merchant, Map.of("imp_uid", impUid));
    assertThat(whole.path("status").asString()).isEqualTo("cancelled");
    assertThat(whole.path("cancel_amount").asLong()).isEqualTo(14000);
    Books.areEqualFor(merchant, impUid);
  }

  private static JsonNode cancel(Merchant merchant, Map<String, ?> body) {
    JsonNode answer = merchant.post("/payments/cancel", body).json();
    assertThat(answer.path("code").asInt(-1)).as("%s", answer).isZero();
    return answer.path("response");
  }

  private void assertLanded(
      Merchant merchant, Tab tab, Map<String, Object> param, String pg, String method) {
    tab.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
    assertThat(tab.page().url()).endsWith("&imp_success=true");
    String impUid = merchant.paymentOfOrder(orderOf(param)).path("imp_uid").asString();
    assertPaid(merchant, impUid, pg, method, "mobile");
  }

  private void assertPaid(
      Merchant merchant, String impUid, String pg, String method, String channel) {
    JsonNode payment = merchant.payment(impUid);
    assertThat(payment.path("pay_method").asString()).isEqualTo(method);
    assertThat(payment.path("pg_provider").asString()).isEqualTo(pg);
    assertThat(payment.path("channel").asString()).isEqualTo(channel);
    assertThat(payment.path("amount").asLong()).isEqualTo(14000);
    assertThat(payment.path("pg_tid").asString()).isNotEmpty();
    boolean account = method.equals("vbank");
    assertThat(payment.path("status").asString()).isEqualTo(account ? "ready" : "paid");
    assertThat(payment.path("paid_at").asLong() > 0).isEqualTo(!account);
    assertThat(payment.path("vbank_num").isString()).isEqualTo(account);
    assertThat(payment.path("vbank_date").asLong() > 0).isEqualTo(account);
    boolean easy = pg.equals("html5_inicis") && EASY_PAYS.contains(method);
    boolean card = method.equals("card") || easy;
    assertThat(payment.path("card_name").isString()).isEqualTo(card);
    assertThat(payment.path("card_code").isString()).isEqualTo(card);
    assertThat(payment.path("apply_num").asString("-").isEmpty()).isEqualTo(!card);
    if (pg.equals("html5_inicis")) {
      assertThat(payment.path("bank_name").isString()).isEqualTo(method.equals("trans"));
      assertThat(payment.path("bank_code").isString()).isEqualTo(method.equals("trans"));
    }
    if (easy) {
      assertThat(payment.path("emb_pg_provider").asString())
          .isEqualTo(method.equals("samsung") ? "samsungpay" : method);
    } else {
      assertThat(payment.path("emb_pg_provider").isNull()).isTrue();
    }
    Shop.Webhook webhook = shop.nextWebhook();
    assertThat(webhook.impUid()).isEqualTo(impUid);
    assertThat(webhook.status()).isEqualTo(account ? "ready" : "paid");
    Books.areEqualFor(merchant, impUid);
  }
}

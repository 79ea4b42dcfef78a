package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests virtual accounts: their issue, the buyer's deposit and the refund. */
@Tag("G18")
class VirtualAccountTest extends Journey {

  private static final String ACCOUNT = "110123456789";

  /** Creates a merchant of KG Mobilians whose contract includes virtual accounts. */
  private Merchant withAccounts() {
    return Merchant.fresh(
        naru,
        List.of(
            Map.of("pg", "html5_inicis", "mid", "INIpayTest"),
            Map.of(
                "pg", "mobilians",
                "mid", "170622040674",
                "mobilians.pay_methods", "phone,card,trans,vbank")));
  }

  @ParameterizedTest
  @CsvSource({"html5_inicis,false", "html5_inicis,true", "mobilians,false", "mobilians,true"})
  void an_account_is_issued_and_becomes_paid_by_its_deposit(String pg, boolean phone) {
    Merchant merchant = withAccounts();
    JsonNode issued = issue(merchant, pg, phone);
    String impUid = issued.path("imp_uid").asString();
    assertThat(issued.path("paid_at").asLong(-1)).isZero();
    assertThat(issued.path("vbank_name").asString()).contains("신한");
    assertThat(issued.path("vbank_holder").asString()).isNotEmpty();
    assertThat(issued.path("vbank_issued_at").asLong()).isPositive();
    assertThat(issued.path("vbank_date").asLong())
        .isGreaterThan(issued.path("vbank_issued_at").asLong());

    deposit(impUid, 14000);
    Shop.Webhook paid = shop.nextWebhook();
    assertThat(paid.status()).isEqualTo("paid");
    assertThat(paid.impUid()).isEqualTo(impUid);
    JsonNode payment = merchant.payment(impUid);
    assertThat(payment.path("status").asString()).isEqualTo("paid");
    assertThat(payment.path("paid_at").asLong()).isPositive();
    assertThat(payment.path("vbank_num")).isEqualTo(issued.path("vbank_num"));
    assertThat(payment.path("pg_tid")).isEqualTo(issued.path("pg_tid"));
    Books.areEqualFor(merchant, impUid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html5_inicis", "mobilians"})
  @Tag("G08")
  void a_deposit_told_twice_is_one_webhook(String pg) {
    Merchant merchant = withAccounts();
    String impUid = issue(merchant, pg, false).path("imp_uid").asString();
    naru.control(
        "/control/scenarios",
        Map.of("pg", pg, "fault", "duplicate_notice", "match", Map.of("order_id", impUid)));
    deposit(impUid, 14000);
    assertThat(shop.nextWebhook().status()).isEqualTo("paid");
    // Every further notice and all that it causes has been sent when this returns.
    naru.advanceClock("PT2H");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.areEqualFor(merchant, impUid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html5_inicis", "mobilians"})
  void the_bank_refuses_another_amount_and_nothing_changes(String pg) {
    Merchant merchant = withAccounts();
    String impUid = issue(merchant, pg, false).path("imp_uid").asString();
    for (long wrong : new long[] {13999, 14001}) {
      Http.Answer answer =
          Http.json(
              "POST",
              naru.sandbox("/control/deposits"),
              Map.of("order_id", impUid, "amount", wrong));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }
    naru.advanceClock("PT1M");
    assertThat(shop.webhooksSoFar()).isEmpty();
    assertThat(merchant.statusOf(impUid)).isEqualTo("ready");
    Books.areEqualFor(merchant, impUid);

    deposit(impUid, 14000);
    assertThat(shop.nextWebhook().status()).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html5_inicis", "mobilians"})
  void a_refund_goes_to_the_buyers_account(String pg) {
    Merchant merchant = withAccounts();
    String impUid = issue(merchant, pg, false).path("imp_uid").asString();
    deposit(impUid, 14000);
    assertThat(shop.nextWebhook().status()).isEqualTo("paid");

    JsonNode refused = merchant.post("/payments/cancel", Map.of("imp_uid", impUid)).json();
    assertThat(refused.path("code").asInt()).as("%s", refused).isNotZero();
    Books.areEqualFor(merchant, impUid);

    JsonNode answer =
        merchant
            .post(
                "/payments/cancel",
                Map.of(
                    "imp_uid",
                    impUid,
                    "refund_holder",
                    "홍길동",
                    "refund_bank",
                    "88",
                    "refund_account",
                    ACCOUNT,
                    "refund_tel",
                    "010-1234-5678"))
            .json();
    assertThat(answer.path("code").asInt(-1)).as("%s", answer).isZero();
    assertThat(answer.path("response").path("status").asString()).isEqualTo("cancelled");
    assertThat(answer.path("response").path("cancel_amount").asLong()).isEqualTo(14000);
    assertThat(Books.moneyAtPg(merchant, impUid)).isZero();
    Books.areEqualFor(merchant, impUid);
    assertThat(naru.output()).doesNotContain(ACCOUNT);
  }

  private void deposit(String impUid, long amount) {
    naru.control("/control/deposits", Map.of("order_id", impUid, "amount", amount));
  }

  /** Issues an account, which the callback or the landing page, REST and a webhook report. */
  private JsonNode issue(Merchant merchant, String pg, boolean phone) {
    Map<String, Object> param = request("pay_method", "vbank");
    param.put("pg", pg);
    param.put("m_redirect_url", shop.url("/landing"));
    Tab tab = phone ? opensOnPhone(merchant, param) : opens(merchant, param);
    if (pg.equals("mobilians")) {
      (phone ? MobiliansBuyer.onPhone(tab.page()) : MobiliansBuyer.inOverlay(tab.page()))
          .paysBy("vbank");
    } else {
      (phone ? Buyer.onPhone(tab.page()) : Buyer.atDesk(tab.page())).paysBy("vbank");
    }
    if (phone) {
      tab.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
      assertThat(tab.page().url()).endsWith("&imp_success=true");
    }
    Shop.Webhook ready = shop.nextWebhook();
    assertThat(ready.status()).isEqualTo("ready");
    JsonNode issued = merchant.payment(ready.impUid());
    assertThat(issued.path("merchant_uid").asString()).isEqualTo(orderOf(param));
    assertThat(issued.path("status").asString()).isEqualTo("ready");
    if (!phone) {
      JsonNode answer = tab.answer();
      assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
      for (String same :
          List.of("imp_uid", "status", "vbank_num", "vbank_name", "vbank_holder", "vbank_date")) {
        assertThat(answer.path(same)).as(same).isEqualTo(issued.path(same));
      }
      assertThat(answer.path("paid_amount").asLong()).isEqualTo(14000);
      assertThat(answer.path("paid_at").asLong(-1)).isZero();
    }
    Books.areEqualFor(merchant, ready.impUid());
    return issued;
  }
}

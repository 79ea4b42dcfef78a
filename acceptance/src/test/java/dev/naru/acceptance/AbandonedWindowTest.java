package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A window that nobody goes on with ends after an hour, and its payment with it. */
@Tag("G18")
class AbandonedWindowTest extends Journey {

  private final Merchant merchant = merchant();

  @Test
  void itsPaymentFailsAndThePageIsToldWhy() {
    SdkPage page =
        SdkPage.at(chromium.desktop(), merchant, shop.sdkPage(merchant, request(), "", Map.of()));
    page.presses().windowIsOpen();
    naru.advanceClock("PT59M");
    assertThat(page.answers(0).size()).isZero();
    naru.advanceClock("PT1M");
    JsonNode answer = page.failedAtTheHubToo(0);
    assertThat(answer.path("error_code").asString()).isEqualTo("F0006");
    assertThat(answer.path("error_msg").asString()).contains("시간");
    assertThat(shop.webhooksSoFar()).isEmpty();
    page.isFree();
    page.runs("pay({})").isPaid(1);
  }

  /** The buyer closed the browser. */
  @Test
  void aBuyerWhoNeverComesBackIsNotWaitedForLonger() {
    Map<String, Object> param = request("m_redirect_url", shop.url("/landing"));
    Tab tab = opensOnPhone(merchant, param);
    Buyer buyer = Buyer.onPhone(tab.page());
    buyer.button("다음").waitFor();
    JsonNode payment = merchant.paymentOfOrder(orderOf(param));
    assertThat(payment.path("status").asString()).isEqualTo("ready");
    naru.advanceClock("PT1H");
    String number = payment.path("imp_uid").asString();
    assertThat(merchant.payment(number).path("status").asString()).isEqualTo("failed");
    assertThat(merchant.payment(number).path("fail_reason").asString()).contains("시간");

    // Who comes back after that is charged nothing, and told so.
    buyer.paysWith(Buyer.GOOD_CARD);
    tab.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
    assertThat(tab.page().url()).contains("imp_success=false&error_code=F0006");
    Books.holdNothingOf(merchant, number);
  }
}

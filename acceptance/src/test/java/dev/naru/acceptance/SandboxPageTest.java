package dev.naru.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The sandbox's first page, for a person who rehearses deposits, faults and the passing of time.
 */
@Tag("G18")
class SandboxPageTest extends Journey {

  private Page opened(Page page) {
    page.navigate(naru.sandbox("/").toString());
    return page;
  }

  @Test
  void a_deposit_is_paid_by_a_button_and_the_pgs_requests_can_be_read() {
    Merchant merchant = merchant();
    String number =
        merchant
            .post(
                "/vbanks",
                Map.of(
                    "merchant_uid",
                    newOrder(),
                    "amount",
                    14_000,
                    "vbank_code",
                    "088",
                    "vbank_due",
                    naru.now().plusDays(30).toEpochSecond(),
                    "vbank_holder",
                    "나루터"))
            .json()
            .path("response")
            .path("imp_uid")
            .asString();
    Page page = opened(chromium.desktop());

    button(page, "입금하기 " + number).click();

    assertThat(page.locator("#said")).hasText("입금했습니다.");
    assertThat(row(page, number)).containsText("결제됨");
    Eventually.see("paid", () -> merchant.statusOf(number), "paid"::equals);
    button(page, "요청 보기 " + number).click();
    assertThat(page.locator("#requests pre").first()).isVisible();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/sandbox-requests.png")));
    button(page, "닫기").click();
    Books.areEqualFor(merchant, number);
  }

  @Test
  void a_webhook_is_shown_with_its_answers_and_sent_again_by_a_button() {
    Merchant merchant = merchantOfBothPgs();
    String number =
        merchant
            .post(
                "/subscribe/payments/onetime",
                Map.of(
                    "merchant_uid",
                    newOrder(),
                    "amount",
                    3_000,
                    "card_number",
                    Buyer.GOOD_CARD,
                    "expiry",
                    "2030-12",
                    "birth",
                    "820213",
                    "pwd_2digit",
                    "00",
                    "notice_url",
                    shop.url("/webhook")))
            .json()
            .path("response")
            .path("imp_uid")
            .asString();
    String first = shop.nextWebhook().body().toString();
    Page page = opened(chromium.phone());
    Locator told = page.locator("#webhooks li", new Page.LocatorOptions().setHasText(number));
    assertThat(told).containsText("도착");

    told.getByRole(AriaRole.BUTTON).last().click();

    assertThat(page.locator("#said")).hasText("다시 보냅니다.");
    assertThat(shop.nextWebhook().body().toString()).isEqualTo(first);
    told.getByRole(AriaRole.BUTTON).first().click();
    assertThat(page.locator("#requests pre").first()).containsText(first);
    assertThat(page.locator("#requests")).containsText("응답 200");
  }

  @Test
  void a_button_declines_the_next_payment_whatever_it_is() {
    Page page = opened(chromium.desktop());
    button(page, "다음 결제 거절").click();
    assertThat(page.locator("#said")).hasText("다음 결제 하나에 예약했습니다: html5_inicis · decline");

    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);

    assertThat(tab.answer().path("success").asBoolean()).isFalse();
  }

  @Test
  void a_fault_is_set_for_an_order_and_waits_there() {
    Page page = opened(chromium.phone());
    button(page, "English").click();
    String order = newOrder();
    page.getByLabel("Order number").fill(order);
    page.getByLabel("Fault").selectOption("decline");
    button(page, "Set it").click();

    assertThat(page.locator("#faults")).containsText("decline · merchant_uid=" + order);
    assertThat(Http.get(naru.sandbox("/control/scenarios")).raw().body()).contains(order);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots/sandbox-phone.png"))
            .setFullPage(true));
  }

  @Test
  void the_clock_moves_on_by_a_button() {
    Page page = opened(chromium.desktop());
    String before = page.locator("#now").textContent();
    assertThat(page.locator("#now")).hasText(Pattern.compile("\\d{4}-.* KST"));

    button(page, "+1시간").click();

    assertThat(page.locator("#said")).hasText("시계를 옮겼습니다.");
    assertThat(page.locator("#now")).not().hasText(before);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots/sandbox.png"))
            .setFullPage(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator row(Page page, String text) {
    return page.locator("#book tr", new Page.LocatorOptions().setHasText(text));
  }
}

package dev.naru.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a merchant's people do in the console after a payment. */
class ConsolePaymentsTest extends Journey {

  private static final Path PICTURES = Path.of("target", "console");
  private static final Pattern PASSWORD = Pattern.compile("and password +(\\S+)");

  private final Merchant demo = Merchant.demo(naru);

  @Test
  void an_order_is_found_refunded_and_its_webhook_sent_again() {
    Page buyer = chromium.desktop();
    buyer.navigate(naru.shop("/").toString());
    press(buyer, "결제하기");
    Buyer.atDesk(buyer).paysWith(Buyer.GOOD_CARD);
    assertThat(buyer.getByRole(AriaRole.HEADING).first()).hasText("결제 완료");
    String impUid = impUidIn(buyer);
    String order = demo.payment(impUid).path("merchant_uid").asString();

    Page page = chromium.desktop();
    signIn(page);
    assertThat(page.getByText("오늘 결제 금액")).isVisible();
    picture(page, "home");
    follow(page, "결제");
    page.getByLabel("검색어").fill(order);
    press(page, "찾기");
    picture(page, "payments");
    follow(page, order);
    assertThat(page.getByText("결제 완료").first()).isVisible();
    press(page, "취소하기");
    picture(page, "cancel");
    page.getByLabel("취소할 금액").fill("15,000");
    press(page, "확인");
    assertThat(page.getByText("남은 금액 14,000원보다 많이 취소할 수 없습니다.")).isVisible();
    page.getByLabel("취소할 금액").fill("14,000");
    page.getByLabel("사유").fill("단순 변심");
    press(page, "확인");
    assertThat(page.getByText("취소했습니다.")).isVisible();
    assertThat(page.getByText("단순 변심").first()).isVisible();
    assertThat(demo.payment(impUid).path("status").asString()).isEqualTo("cancelled");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("다시 보내기")).first().click();
    assertThat(page.getByText("곧 다시 보냅니다.")).isVisible();
    picture(page, "payment");
    Books.areEqualFor(demo, impUid);

    for (String place : new String[] {"웹훅", "정기결제"}) {
      follow(page, place);
      picture(page, place.equals("웹훅") ? "webhooks" : "billing");
    }
    page.setViewportSize(390, 844);
    for (String path :
        new String[] {
          "", "/payments", "/payments/" + impUid, "/webhooks", "/webhooks/endpoint", "/billing"
        }) {
      page.navigate(naru.hub("/console" + path).toString());
      picture(page, "phone" + path.replace('/', '-').replace(impUid, "one"));
      Object tooWide =
          page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1");
      assertThat(tooWide).as("%s scrolls sideways", path).isEqualTo(false);
    }
  }

  private void signIn(Page page) {
    Matcher password = PASSWORD.matcher(naru.output());
    if (!password.find()) {
      throw new AssertionError("the first start told no password:\n" + naru.output());
    }
    page.navigate(naru.hub("/console").toString());
    page.getByLabel("이메일").fill("owner@demo.shop");
    page.getByLabel("비밀번호").fill(password.group(1));
    press(page, "로그인");
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static void follow(Page page, String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
        .first()
        .click();
  }

  private static String impUidIn(Page shop) {
    Matcher found = Pattern.compile("imp_[0-9]+").matcher(shop.locator("#callback").innerText());
    if (!found.find()) {
      throw new AssertionError("the shop's page shows no imp_uid");
    }
    return found.group();
  }

  /** Kept as a build artefact. */
  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("payments-" + name + ".png"))
            .setFullPage(true));
  }
}

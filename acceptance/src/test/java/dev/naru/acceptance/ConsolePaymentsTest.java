package dev.naru.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a merchant's people do in the console after a payment. */
class ConsolePaymentsTest extends Journey {

  private final Merchant demo = Merchant.demo(naru);

  @Test
  void an_order_is_found_refunded_and_its_webhook_sent_again() throws IOException {
    Page buyer = chromium.desktop();
    buyer.navigate(naru.shop("/").toString());
    new Console(naru, buyer).press("결제하기");
    Buyer.atDesk(buyer).paysWith(Buyer.GOOD_CARD);
    assertThat(buyer.getByRole(AriaRole.HEADING).first()).hasText("결제 완료");
    String impUid = impUidIn(buyer);
    String order = demo.payment(impUid).path("merchant_uid").asString();

    Page page = chromium.desktop();
    Console console = Console.signIn(naru, page);
    assertThat(page.getByText("오늘 결제 금액")).isVisible();
    console.picture("payments-home");
    console.follow("결제");
    page.getByLabel("검색어").fill(order);
    console.press("찾기");
    console.picture("payments-payments");
    console.follow(order);
    assertThat(page.getByText("결제 완료").first()).isVisible();
    console.press("취소하기");
    console.picture("payments-cancel");
    page.getByLabel("취소할 금액").fill("15,000");
    console.press("확인");
    assertThat(page.getByText("남은 금액 14,000원보다 많이 취소할 수 없습니다.")).isVisible();
    page.getByLabel("취소할 금액").fill("14,000");
    page.getByLabel("사유").fill("단순 변심");
    console.press("확인");
    assertThat(page.getByText("취소했습니다.")).isVisible();
    assertThat(page.getByText("단순 변심").first()).isVisible();
    assertThat(demo.payment(impUid).path("status").asString()).isEqualTo("cancelled");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("다시 보내기")).first().click();
    assertThat(page.getByText("곧 다시 보냅니다.")).isVisible();
    console.picture("payments-payment");
    Books.areEqualFor(demo, impUid);

    for (String place : new String[] {"웹훅", "빌링·예약"}) {
      console.follow(place);
      console.picture(place.equals("웹훅") ? "payments-webhooks" : "payments-billing");
    }
    guidePictures(page, impUid);
    page.setViewportSize(390, 844);
    for (String path :
        new String[] {
          "", "/payments", "/payments/" + impUid, "/webhooks", "/webhooks/endpoint", "/billing"
        }) {
      page.navigate(naru.hub("/console" + path).toString());
      console.picture("payments-phone" + path.replace('/', '-').replace(impUid, "one"));
      Object tooWide =
          page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1");
      assertThat(tooWide).as("%s scrolls sideways", path).isEqualTo(false);
    }
  }

  private static String impUidIn(Page shop) {
    Matcher found = Pattern.compile("imp_[0-9]+").matcher(shop.locator("#callback").innerText());
    if (!found.find()) {
      throw new AssertionError("the shop's page shows no imp_uid");
    }
    return found.group();
  }

  /** Those of docs/guides/console.md, in both languages; NARU_WRITE_PICTURES=true renews them. */
  private void guidePictures(Page page, String number) throws IOException {
    Path folder =
        "true".equals(System.getenv("NARU_WRITE_PICTURES"))
            ? Path.of("..", "docs", "guides", "console")
            : Path.of("target", "guide");
    Files.createDirectories(folder);
    page.setViewportSize(840, 480);
    Map<String, String> pictures =
        Map.of(
            "payments", "/console/payments",
            "payment", "/console/payments/" + number,
            "channel", "/console/channels/new",
            "home", "/console");
    for (String language : new String[] {"en", "ko"}) {
      for (var picture : pictures.entrySet()) {
        page.navigate(naru.hub(picture.getValue() + "?lang=" + language).toString());
        String name = picture.getKey() + "." + language + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
        Path kept = Path.of("..", "docs", "guides", "console", name);
        assertThat(Files.size(kept)).as(name).isBetween(1_000L, 60_000L);
      }
    }
  }
}

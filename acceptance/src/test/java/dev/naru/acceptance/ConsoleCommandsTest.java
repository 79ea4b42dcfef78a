package dev.naru.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the console's script adds: copying, keys, and a download that says how far it is. */
class ConsoleCommandsTest extends Journey {

  private final Merchant demo = Merchant.demo(naru);

  @Test
  void the_copied_example_pays_to_the_end_and_its_payment_is_found() {
    Page page = chromium.desktop();
    page.context()
        .grantPermissions(
            List.of("clipboard-read", "clipboard-write"),
            new BrowserContext.GrantPermissionsOptions().setOrigin(naru.hub("").toString()));
    Console console = Console.signIn(naru, page);
    console.open("/console/developers");
    page.locator("button[data-copies='snippet']").click();
    assertThat(page.locator("button[data-copies='snippet']")).hasText("복사했습니다");
    String copied = (String) page.evaluate("navigator.clipboard.readText()");

    Page buyer = chromium.desktop();
    buyer.navigate(shop.serve(copied, Map.of()));
    new Console(naru, buyer).press("결제하기");
    Buyer.atDesk(buyer).paysWith(Buyer.GOOD_CARD);
    Locator result = buyer.locator("#result");
    assertThat(result).containsText("\"success\": true");
    String number =
        Pattern.compile("imp_[0-9]+")
            .matcher(result.innerText())
            .results()
            .findFirst()
            .orElseThrow()
            .group();
    String order = demo.payment(number).path("merchant_uid").asString();

    console.follow("결제");
    page.getByLabel("검색어").fill(order);
    console.press("찾기");
    console.follow(order);
    assertThat(page.getByText("결제 완료").first()).isVisible();
    Books.areEqualFor(demo, number);

    console.open("/console/developers/requests");
    console.picture("console-requests");
  }

  @Test
  void keys_go_to_pages_and_to_the_search_and_can_be_turned_off() {
    Page page = chromium.desktop();
    Console console = Console.signIn(naru, page);
    page.keyboard().press("g");
    page.keyboard().press("p");
    page.waitForURL("**/console/payments");
    page.keyboard().press("/");
    assertThat(page.getByLabel("검색어")).isFocused();
    page.keyboard().type("g c");
    assertThat(page.getByLabel("검색어")).hasValue("g c");

    page.keyboard().press("Control+k");
    Locator palette = page.getByRole(AriaRole.DIALOG);
    assertThat(palette).isVisible();
    page.keyboard().type("채");
    console.picture("console-palette");
    page.keyboard().press("Enter");
    page.waitForURL("**/console/channels");
    page.keyboard().press("Control+k");
    page.keyboard().type("order_that_is_nowhere");
    page.keyboard().press("Enter");
    page.waitForURL("**/console/payments?q=order_that_is_nowhere");

    page.locator("main h1").click();
    page.keyboard().press("?");
    console.picture("console-keys");
    page.getByLabel("Ctrl 없이 누르는 단축키 쓰기").uncheck();
    console.press("닫기");
    page.keyboard().press("g");
    page.keyboard().press("h");
    page.keyboard().press("Control+k");
    assertThat(palette).isVisible();
    assertThat(page.url()).endsWith("q=order_that_is_nowhere");
  }

  @Test
  void a_passkey_is_added_and_signs_in() {
    Page page = chromium.desktop();
    CDPSession devices = page.context().newCDPSession(page);
    devices.send("WebAuthn.enable");
    JsonObject device = new JsonObject();
    device.addProperty("protocol", "ctap2");
    device.addProperty("transport", "internal");
    for (String able :
        List.of(
            "hasResidentKey",
            "hasUserVerification",
            "isUserVerified",
            "automaticPresenceSimulation")) {
      device.addProperty(able, true);
    }
    JsonObject options = new JsonObject();
    options.add("options", device);
    devices.send("WebAuthn.addVirtualAuthenticator", options);
    Console console = Console.signIn(naru, page);
    console.open("/console/account/passkeys");
    page.getByLabel("이름").fill("시험 기기");
    page.getByLabel("지금 비밀번호").fill(Console.password(naru));
    console.press("패스키 추가");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("패스키를 등록했습니다.");
    console.picture("console-passkeys");

    console.press("로그아웃");
    console.open("/console/webhooks");
    console.press("패스키 사용하기");
    page.waitForURL("**/console/webhooks");
    console.open("/console/account/passkeys");
    console.press("시험 기기 패스키 지우기");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("패스키를 지웠습니다.");
  }

  @Test
  void a_download_says_how_many_rows_have_come() throws IOException {
    Page buyer = chromium.desktop();
    buyer.navigate(naru.shop("/").toString());
    new Console(naru, buyer).press("결제하기");
    Buyer.atDesk(buyer).paysWith(Buyer.GOOD_CARD);
    buyer.waitForURL(url -> url.contains("/orders/"));

    Page page = chromium.desktop();
    Console console = Console.signIn(naru, page);
    console.open("/console/payments");
    Download download = page.waitForDownload(() -> console.follow("CSV 내려받기"));
    assertThat(page.locator(".export")).containsText("내려받기 완료");
    long rows = Files.readString(download.path()).split("\r\n").length - 1L;
    assertThat(page.locator(".export [role='status']")).hasText("내려받기 완료: %,d행".formatted(rows));
    assertThat(download.suggestedFilename()).matches("payments-\\d{4}-\\d{2}-\\d{2}\\.csv");
  }
}

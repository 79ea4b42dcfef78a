package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The shop of docs/guides/go-live.md, behind a proxy with TLS. {@code deploy/try go-live} starts
 * it, and runs this.
 */
@EnabledIfSystemProperty(named = "naru.https-shop", matches = "https://.+")
class HttpsPaymentTest {

  @Test
  void a_buyer_pays_in_the_window_over_https() {
    List<String> said = new CopyOnWriteArrayList<>();
    try (Chromium chromium = new Chromium()) {
      Page shop = chromium.desktopThatTrustsAnyone();
      shop.onConsoleMessage(message -> said.add(message.text()));
      shop.onRequestFailed(request -> said.add(request.url() + ": " + request.failure()));
      shop.onResponse(response -> {
        if (response.status() >= 400) {
          said.add(response.url() + ": HTTP " + response.status());
        }
      });
      shop.navigate(System.getProperty("naru.https-shop"));
      shop.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pay 1,000 won")).click();
      Buyer.atDesk(shop).paysWith(Buyer.GOOD_CARD);
      shop.waitForFunction("() => document.getElementById('said').textContent !== ''");
      assertThat(shop.locator("#said").textContent()).startsWith("paid: imp_");
    } catch (PlaywrightException e) {
      throw new AssertionError("the browser said: " + String.join("\n", said), e);
    }
  }
}

package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The SDK in Debian's own Firefox. Playwright drives only a Firefox of its own making; this one is
 * driven over WebDriver BiDi, from Node.
 */
@Tag("G18")
class FirefoxTest extends Journey {

  private static final int LIMIT_SECONDS = 180;

  private final Merchant merchant = merchant();

  @Test
  void aBuyerPaysLosesTheWindowAndGoesBack() throws IOException, InterruptedException {
    String driver = System.getenv("NARU_FIREFOX_DRIVER");
    String firefox = System.getenv("NARU_FIREFOX");
    assumeThat(driver).as("NARU_FIREFOX_DRIVER: no npm, no driver").isNotNull();
    assumeThat(firefox).as("NARU_FIREFOX: no Firefox").isNotNull();
    String page =
        shop.sdkPage(
            merchant,
            request(),
            "<dialog id=\"cart\"><button id=\"buy\" onclick=\"pay({})\">buy</button></dialog>",
            Map.of());

    JsonNode told = runs(driver, firefox, page);
    assertThat(told.path("onTop").asString()).isEqualTo("결제창");
    JsonNode paid = told.path("paid");
    assertThat(paid.path("success").asBoolean()).as("%s", paid).isTrue();
    Books.areEqualFor(merchant, paid.path("imp_uid").asString());
    for (String end : new String[] {"lost", "back"}) {
      JsonNode left = told.path(end);
      assertThat(left.path("success").asBoolean(true)).as("%s: %s", end, left).isFalse();
      assertThat(merchant.statusOf(left.path("imp_uid").asString())).isEqualTo("failed");
      Books.holdNothingOf(merchant, left.path("imp_uid").asString());
    }
  }

  private static JsonNode runs(String driver, String firefox, String page)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("naru-firefox-", ".mjs");
    try (InputStream in = FirefoxTest.class.getResourceAsStream("/firefox/journeys.mjs")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
      Process process =
          new ProcessBuilder("node", script.toString(), driver, firefox, page)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      return Http.JSON.readTree(said);
    } finally {
      Files.deleteIfExists(script);
    }
  }
}

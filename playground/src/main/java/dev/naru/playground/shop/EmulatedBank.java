package dev.naru.playground.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Pays into virtual accounts at the sandbox, because a phone can't use the sandbox's own page.
 * Thread-safe.
 */
final class EmulatedBank {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI deposits;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  EmulatedBank(URI sandbox) {
    this.deposits = URI.create(sandbox + "/control/deposits");
  }

  /**
   * Pays the whole amount of a payment into its account.
   *
   * @param payment the payment in V1's form
   * @return false when the sandbox refused the deposit, or didn't answer
   */
  boolean payIn(JsonNode payment) {
    Map<String, Object> deposit =
        Map.of(
            "imp_uid", payment.path("imp_uid").asString(""),
            "amount", payment.path("amount").asLong());
    HttpRequest request =
        HttpRequest.newBuilder(deposits)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ShopJson.MAPPER.writeValueAsString(deposit)))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

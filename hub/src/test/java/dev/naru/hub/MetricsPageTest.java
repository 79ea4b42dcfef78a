package dev.naru.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metrics of a hub that has paid, cancelled and refused, against those that others name. */
class MetricsPageTest {

  private static final Path PROJECT =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

  /** A metric's name as Prometheus has it. */
  private static final Pattern NAME =
      Pattern.compile("\\b(?:naru|hikaricp|http_server|jvm|jdbc|process|system|logback)_\\w+");

  private static final RunningHub HUB = RunningHub.shared();
  private static String scraped = "";

  @BeforeAll
  static void somethingHappens() throws Exception {
    Shop shop = HUB.newShop();
    shop.cancel(shop.paid(3_000), 3_000);
    // The brake on one card of a merchant lets five refusals pass.
    for (int n = 0; n < 6; n++) {
      Subscriber.onetime(shop, Subscriber.REFUSED, Subscriber.order(Shop.newOrder(), 1_000));
    }
    HUB.settle();
    URI metrics = URI.create("http://127.0.0.1:" + HUB.managementPort() + "/actuator/prometheus");
    try (HttpClient http = HttpClient.newHttpClient()) {
      // Without the descriptions, whose names lack what a series' name ends with.
      scraped =
          http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
              .body()
              .replaceAll("(?m)^#.*$", "");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "docs/reference/metrics.md, 20",
    "deploy/prometheus/alerts.yml, 12",
    "deploy/prometheus/alerts-test.yml, 12",
    "deploy/grafana/naru.json, 15",
  })
  void every_metric_that_is_named_exists(String file, int atLeast) throws IOException {
    Set<String> named = names(Files.readString(PROJECT.resolve(file)));
    assertThat(named).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(names(scraped)).as(file).containsAll(named);
  }

  @Test
  void the_page_has_every_metric_of_our_own() throws IOException {
    Set<String> own =
        names(scraped).stream()
            .filter(name -> name.startsWith("naru_") && !name.endsWith("_max"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names(Files.readString(PROJECT.resolve("docs/reference/metrics.md"))))
        .containsAll(own);
  }

  @Test
  void what_happened_is_counted_by_pg_method_state_and_outcome() {
    assertThat(scraped)
        .containsPattern(
            "naru_payments_total\\{method=\"card\",outcome=\"approved\",pg=\"html5_inicis\",state=\"paid\"\\} [1-9]")
        .containsPattern(
            "naru_payments_total\\{method=\"card\",outcome=\"declined\",pg=\"html5_inicis\",state=\"failed\"\\} [1-9]")
        .containsPattern(
            "naru_payments_total\\{method=\"card\",outcome=\"cancelled\",pg=\"html5_inicis\",state=\"cancelled\"\\} [1-9]")
        .containsPattern(
            "naru_payments_total\\{method=\"card\",outcome=\"cancel_claimed\",pg=\"html5_inicis\",state=\"paid\"\\} [1-9]")
        .containsPattern("naru_brake_refusals_total\\{what=\"[a-z_]+\"\\} [1-9]")
        .contains("naru_work_late_seconds{work=\"janitor\"} 0.0")
        .containsPattern("naru_unresolved\\{kind=\"charge\"\\} [0-9]");
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

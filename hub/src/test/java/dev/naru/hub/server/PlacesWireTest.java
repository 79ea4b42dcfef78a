package dev.naru.hub.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import dev.naru.pg.spi.PgTransport.NotSentException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one merchant and its slow PG do to the others, on the whole hub: nothing. */
@Tag("G39")
class PlacesWireTest {

  private static final int PER_MERCHANT = 12;

  private static World world;
  private static RunningHub hub;

  @BeforeAll
  static void starts() {
    world = new World();
    hub =
        RunningHub.start(
            world,
            Map.of(
                "naru.server.at-work-per-merchant",
                PER_MERCHANT,
                "naru.server.trusted-proxies",
                "127.0.0.1"));
  }

  @AfterAll
  static void stops() {
    hub.close();
    world.close();
  }

  private static int statusOf(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(hub.base().resolve(path))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void a_slow_pg_uses_up_its_own_merchants_places_alone() throws Exception {
    Shop slow = hub.newShop().withInicisBilling();
    Shop other = hub.newShop().withInicisBilling();
    Semaphore arrived = new Semaphore(0);
    CountDownLatch held = new CountDownLatch(1);
    hub.wire.disturb((request, pg) -> {
      arrived.release();
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new NotSentException("stopping", e);
      }
      return pg.send(request);
    });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> charges = new ArrayList<>();
      for (int i = 0; i < PER_MERCHANT; i++) {
        String card = "%016d".formatted(5_111_000_000_000_000L + i);
        charges.add(
            threads.submit(
                () -> Subscriber.onetime(slow, card, Subscriber.order(Shop.newOrder(), 1_000))));
      }
      arrived.acquire(PER_MERCHANT);

      HttpResponse<String> more = get(slow, "/users/pg");
      assertThat(more.statusCode()).isEqualTo(429);
      assertThat(more.headers().firstValue("Retry-After")).contains("1");
      assertThat(more.body())
          .isEqualTo(
              "{\"code\":-1,\"message\":\"요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.\",\"response\":null}");
      assertThat(other.get("/users/pg").code()).as("another merchant").isZero();
      assertThat(statusOf("/actuator/health")).isEqualTo(200);

      held.countDown();
      for (Future<Answer> charge : charges) {
        assertThat(charge.get().code()).isZero();
      }
    } finally {
      held.countDown();
      hub.wire.heal();
    }
    assertThat(slow.get("/users/pg").code()).as("the places are free again").isZero();
  }

  private static HttpResponse<String> get(Shop shop, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(hub.base().resolve(path))
              .header("Authorization", shop.token())
              .timeout(Duration.ofSeconds(60))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void metrics_are_not_on_the_hubs_own_port() throws Exception {
    assertThat(statusOf("/actuator")).isEqualTo(404);
    assertThat(statusOf("/actuator/prometheus")).isEqualTo(404);
    assertThat(statusOf("/actuator/env")).isEqualTo(404);
    URI management = URI.create("http://127.0.0.1:" + hub.managementPort());
    assertThat(statusOf(management.resolve("/actuator/prometheus").toString())).isEqualTo(200);
    assertThat(statusOf(management.resolve("/actuator/health/readiness").toString()))
        .isEqualTo(200);
    assertThat(statusOf(management.resolve("/actuator/env").toString())).isEqualTo(404);
  }

  @Test
  void health_and_the_management_port_wait_for_no_request() throws Exception {
    String management = "http://127.0.0.1:" + hub.managementPort();
    try (BusyProcessors _ = new BusyProcessors()) {
      assertThat(statusOf("/actuator/health/readiness")).isEqualTo(200);
      assertThat(statusOf(management + "/actuator/health/readiness")).isEqualTo(200);
      assertThat(statusOf(management + "/actuator/prometheus")).isEqualTo(200);
    }
  }

  private static HttpResponse<String> post(String address, String path, String body)
      throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(hub.base().resolve(path))
              .header("Content-Type", "application/json")
              .header("X-Forwarded-For", address)
              .header("Origin", hub.base().toString())
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> token(String address, Shop shop, String secret)
      throws Exception {
    return post(
        address,
        "/users/getToken",
        "{\"imp_key\":\"%s\",\"imp_secret\":\"%s\"}".formatted(shop.key(), secret));
  }

  @Test
  @Tag("G38")
  void guessing_at_a_secret_holds_up_the_address_that_guesses_and_nobody_else() throws Exception {
    Shop shop = hub.newShop();
    for (int i = 0; i < 20; i++) {
      assertThat(token("203.0.113.1", shop, "guess " + i).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> more = token("203.0.113.1", shop, "guess");
    assertThat(more.statusCode()).isEqualTo(429);
    assertThat(more.headers().firstValue("Retry-After")).contains("60");
    assertThat(more.body()).contains("API키와 secret이 여러 번 일치하지 않아");
    assertThat(token("203.0.113.1", shop, shop.secret()).statusCode())
        .as("a guess that is right at last")
        .isEqualTo(429);
    assertThat(token("203.0.113.2", shop, shop.secret()).statusCode()).isEqualTo(200);
    Shop other = hub.newShop();
    assertThat(token("203.0.113.1", other, other.secret()).statusCode()).isEqualTo(200);

    world.time.advance(Duration.ofMinutes(1));
    assertThat(token("203.0.113.1", shop, shop.secret()).statusCode()).isEqualTo(200);
  }

  @Test
  @Tag("G38")
  void an_address_may_store_so_much_by_windows_that_nobody_logged_in_for() throws Exception {
    Shop shop = hub.newShop();
    int opened = 0;
    HttpResponse<String> last = window(shop, "203.0.113.9");
    while (last.statusCode() == 200) {
      opened++;
      last = window(shop, "203.0.113.9");
    }
    assertThat(opened).isBetween(60, 75);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).contains("60");
    assertThat(last.body()).contains("결제 창 호출이 너무 많습니다.");
    assertThat(window(shop, "203.0.113.10").statusCode()).isEqualTo(200);
  }

  /** As large as the hub takes it; what is wrong with it doesn't matter here. */
  private static HttpResponse<String> window(Shop shop, String address) throws Exception {
    return post(
        address,
        "/checkout/payments",
        "{\"userCode\":\"%s\",\"origin\":\"http://localhost\",\"param\":{\"custom_data\":\"%s\"}}"
            .formatted(shop.merchant.userCode(), "x".repeat(60_000)));
  }

  @Test
  @Tag("G38")
  void a_json_key_that_stands_twice_is_refused() throws Exception {
    HttpResponse<String> answer =
        post("203.0.113.20", "/users/getToken", "{\"imp_key\":\"a\",\"imp_key\":\"b\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":-1");
  }
}

package dev.naru.hub.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.pg.spi.PgTransport.NotSentException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the header {@code Idempotency-Key} over the wire (spec/rest-api.md §1.11). */
@Tag("G13")
class IdempotencyKeyTest {

  private static final String CANCEL = "/payments/cancel";

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop().withInicisBilling();
  private final String key = UUID.randomUUID().toString();

  private record Reply(int status, String body) {}

  @AfterEach
  void both_books_agree() {
    hub.wire.heal();
    BothBooks.agreeFor(shop);
  }

  private Reply posts(String path, String key, String json) {
    return posts(shop, path, key, json);
  }

  private Reply posts(Shop by, String path, String key, String json) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(hub.base().resolve(path))
                  .headers("Authorization", by.token(), "Idempotency-Key", key)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(json, UTF_8))
                  .build(),
              BodyHandlers.ofString(UTF_8));
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String partOf(String paymentNumber) {
    return "{\"imp_uid\":\"%s\",\"amount\":1000}".formatted(paymentNumber);
  }

  private long cancelled(String paymentNumber) {
    return shop.payment(paymentNumber).path("cancel_amount").asLong();
  }

  @Test
  void a_cancel_in_parts_that_is_repeated_gives_back_once_and_answers_the_same_bytes() {
    String paid = shop.paid(8_000);
    Reply first = posts(CANCEL, key, partOf(paid));
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body()).contains("\"cancel_amount\":1000");

    assertThat(posts(CANCEL, key, partOf(paid))).isEqualTo(first);
    assertThat(cancelled(paid)).isEqualTo(1_000);

    posts(CANCEL, key + "-2", partOf(paid));
    assertThat(cancelled(paid)).as("another key").isEqualTo(2_000);
    assertThat(posts(CANCEL, key, partOf(paid))).isEqualTo(first);
  }

  @Test
  void of_a_hundred_at_once_one_is_carried_out() throws Exception {
    String paid = shop.paid(8_000);
    List<Reply> replies = AtOnce.times(100, () -> posts(CANCEL, key, partOf(paid)));

    assertThat(cancelled(paid)).isEqualTo(1_000);
    List<Reply> done = replies.stream().filter(reply -> reply.status() == 200).distinct().toList();
    assertThat(done).hasSize(1);
    assertThat(replies).allMatch(reply -> reply.equals(done.getFirst()) || reply.status() == 409);
    assertThat(posts(CANCEL, key, partOf(paid))).isEqualTo(done.getFirst());
  }

  @Test
  void another_request_with_a_used_key_is_refused() {
    String paid = shop.paid(8_000);
    posts(CANCEL, key, partOf(paid));
    assertThat(posts(CANCEL, key, "{\"imp_uid\":\"%s\",\"amount\":1001}".formatted(paid)).status())
        .isEqualTo(422);
    assertThat(posts(CANCEL + "?a=b", key, partOf(paid)).status()).isEqualTo(422);
    assertThat(cancelled(paid)).isEqualTo(1_000);
  }

  @Test
  void while_the_first_is_under_way_another_gets_a_409() throws Exception {
    String paid = shop.paid(8_000);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hub.wire.disturb((request, pg) -> {
      asked.countDown();
      awaited(goOn);
      return pg.send(request);
    });
    AtOnce.all(
        List.of(
            () -> posts(CANCEL, key, partOf(paid)).status(),
            () -> {
              awaited(asked);
              Reply second = posts(CANCEL, key, partOf(paid));
              goOn.countDown();
              assertThat(second.status()).isEqualTo(409);
              assertThat(second.body()).contains("\"code\":-1");
              return second.status();
            }));
    assertThat(cancelled(paid)).isEqualTo(1_000);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_answer_that_was_lost_with_the_database_is_never_carried_out_again() {
    String paid = shop.paid(8_000);
    hub.world.databaseFails(
        "before update", "new.payment_number = '" + paid + "' and new.cancelled > 0");
    try {
      assertThat(posts(CANCEL, key, partOf(paid)).status()).isEqualTo(200);
    } finally {
      hub.world.databaseWorks();
    }
    Reply again = posts(CANCEL, key, partOf(paid));
    assertThat(again.body()).contains("\"code\":-1");
    hub.world.time.advance(Duration.ofHours(1));
    hub.settle();
    assertThat(cancelled(paid)).isEqualTo(1_000);
  }

  @Test
  void what_was_never_sent_may_be_repeated_with_its_key() {
    String paid = shop.paid(8_000);
    hub.wire.disturb((request, pg) -> {
      throw new NotSentException("no free connection", null);
    });
    assertThat(posts(CANCEL, key, partOf(paid)).status()).isEqualTo(503);
    hub.wire.heal();
    assertThat(posts(CANCEL, key, partOf(paid)).status()).isEqualTo(200);
    assertThat(cancelled(paid)).isEqualTo(1_000);
  }

  @Test
  void a_key_is_free_again_after_a_day() {
    String paid = shop.paid(8_000);
    posts(CANCEL, key, partOf(paid));
    hub.world.time.advance(IdempotentRequests.KEPT.minusSeconds(1));
    posts(CANCEL, key, partOf(paid));
    assertThat(cancelled(paid)).isEqualTo(1_000);
    hub.world.time.advance(Duration.ofSeconds(1));
    posts(CANCEL, key, partOf(paid));
    assertThat(cancelled(paid)).isEqualTo(2_000);
  }

  @Test
  @Tag("G39")
  void a_key_whose_time_is_over_leaves_no_row() {
    posts(CANCEL, key, partOf(shop.paid(8_000)));
    hub.world.time.advance(Duration.ofHours(12));
    posts(CANCEL, key + "-2", partOf(shop.paid(8_000)));
    hub.world.time.advance(Duration.ofHours(12).plusSeconds(1));
    hub.settle();
    assertThat(rows()).isEqualTo(1);
  }

  private long rows() {
    return hub.world
        .db()
        .sql("select count(*) from idempotent_request where merchant_id = :m")
        .param("m", shop.merchant.id())
        .query(Long.class)
        .single();
  }

  @Test
  @Tag("G31")
  void a_key_belongs_to_one_merchant() {
    Shop other = hub.newShop();
    String own = shop.paid(8_000);
    String others = other.paid(8_000);
    posts(shop, CANCEL, key, partOf(own));
    assertThat(posts(other, CANCEL, key, partOf(others)).body()).contains(others);
    assertThat(cancelled(own)).isEqualTo(1_000);
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void a_key_is_visible_ascii_of_at_most_255(String bad) {
    assertThat(posts(CANCEL, bad, "{}").status()).isEqualTo(400);
  }

  @Test
  void of_two_keys_in_one_request_none_counts() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(hub.base().resolve(CANCEL))
                  .headers("Authorization", shop.token())
                  .headers("Idempotency-Key", key, "Idempotency-Key", "another")
                  .POST(BodyPublishers.ofString("{}", UTF_8))
                  .build(),
              BodyHandlers.ofString(UTF_8));
      assertThat(answer.statusCode()).isEqualTo(400);
    }
  }

  static Stream<String> badKeys() {
    return Stream.of("", " ", "a b", "k".repeat(256));
  }

  @Test
  void without_a_valid_token_a_key_says_nothing() throws Exception {
    String paid = shop.paid(8_000);
    posts(CANCEL, key, partOf(paid));
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(hub.base().resolve(CANCEL))
                  .headers("Authorization", "0".repeat(40), "Idempotency-Key", key)
                  .POST(BodyPublishers.ofString(partOf(paid)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }

  @Test
  @Tag("G25")
  void neither_the_card_nor_the_answer_can_be_read_in_the_database() {
    String order = Shop.newOrder();
    Reply charged =
        posts(
            "/subscribe/payments/onetime",
            key,
            """
            {"merchant_uid":"%s","amount":8000,"buyer_name":"홍길동","card_number":"%s",
             "expiry":"2019-01","birth":"123456"}
            """
                .formatted(order, Subscriber.CARD));
    assertThat(charged.body()).contains("홍길동");
    String row =
        hub.world
            .db()
            .sql(
                """
                select encode(request_mac, 'escape') || encode(answer, 'escape')
                  from idempotent_request where merchant_id = :m and key = :k
                """)
            .param("m", shop.merchant.id())
            .param("k", key)
            .query(String.class)
            .single();
    assertThat(row).doesNotContain("1234").doesNotContain("imp_uid").doesNotContain("merchant_uid");
  }

  @Test
  void a_post_without_the_header_leaves_no_trace() {
    String paid = shop.paid(8_000);
    shop.cancel(paid, 1_000);
    shop.cancel(paid, 1_000);
    assertThat(cancelled(paid)).isEqualTo(2_000);
    assertThat(rows()).isZero();
  }
}

package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Giving money back, over REST (spec/rest-api.md §4.3.8). */
@Tag("G09")
class CancelTest {

  private static final String NOTHING_LEFT = "이미 전액취소된 주문입니다.";
  private static final String CHECKSUM = "취소 가능한 잔액이 checksum과 일치하지 않습니다.";

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();
  private final Janitor janitor = hub.bean(Janitor.class);

  @AfterEach
  void heal() {
    hub.wire.heal();
  }

  private List<String> cancelsOf(String paymentNumber) {
    return world.callsAbout(paymentNumber).stream()
        .filter(call -> !call.equals("approval"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void cancels_at_random_at_once_never_give_back_more_than_was_paid(long seed) throws Exception {
    long paid = 20_000;
    String paymentNumber = shop.paid(paid);
    Random random = new Random(seed);
    List<Callable<Answer>> cancels = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      long amount = random.nextInt(1, 5_000);
      boolean checked = random.nextInt(4) == 0;
      cancels.add(() ->
          checked
              ? shop.post(
                  "/payments/cancel",
                  Map.of("imp_uid", paymentNumber, "amount", amount, "checksum", paid))
              : shop.cancel(paymentNumber, amount));
    }

    List<Answer> answers = AtOnce.all(cancels);

    long given = shop.payment(paymentNumber).path("cancel_amount").asLong();
    assertThat(given).as("seed %d", seed).isPositive().isLessThanOrEqualTo(paid);
    long done = answers.stream().filter(answer -> answer.code() == 0).count();
    assertThat(shop.payment(paymentNumber).path("cancel_history").size()).isEqualTo((int) done);
    assertThat(answers)
        .filteredOn(answer -> answer.code() != 0)
        .allSatisfy(answer ->
            assertThat(answer.message())
                .containsAnyOf(CHECKSUM, NOTHING_LEFT, "취소 가능 금액을 초과하였습니다."));
    BothBooks.agreeFor(shop);
  }

  /**
   * The PG tells the times of cancels in seconds, and the world's clock stands still. Nor do their
   * ids tell the order: two hubs whose clocks disagree draw them against it.
   */
  @Test
  void cancels_of_one_second_are_listed_oldest_first() {
    String paymentNumber = shop.paid(10_000);
    List<Long> amounts = List.of(100L, 700L, 300L, 900L, 200L, 500L);
    amounts.forEach(amount -> assertThat(shop.cancel(paymentNumber, amount).code()).isZero());
    hub.bean(JdbcClient.class)
        .sql(
            "update payment_cancel set cancellation_id = 'cancellation_' || (9 - no)"
                + " where payment_number = :number")
        .param("number", paymentNumber)
        .update();
    assertThat(shop.payment(paymentNumber).path("cancel_history").valueStream())
        .extracting(cancel -> cancel.path("amount").asLong())
        .containsExactlyElementsOf(amounts);
  }

  /**
   * The late cancel's claim began before the other cancel, and comes to the row after its end: only
   * the claim itself can see that less is left than it has read.
   */
  @ParameterizedTest
  @CsvSource({"6000, false, 취소 가능 금액을 초과하였습니다.", "1000, true, " + CHECKSUM})
  void a_claim_that_is_late_sees_what_another_cancel_has_left(
      long amount, boolean checked, String refusal) throws Exception {
    String paymentNumber = shop.paid(10_000);
    // By the order, as another node would: one node lets cancels of a number go one by one.
    String order = shop.payment(paymentNumber).path("merchant_uid").asString();
    Map<String, Object> body = new HashMap<>(Map.of("merchant_uid", order, "amount", amount));
    if (checked) {
      body.put("checksum", 10_000);
    }
    try (ExecutorService shops = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> late;
      try (var _ = world.holdsFirstUpdate("set cancel_claim")) {
        late = shops.submit(() -> shop.post("/payments/cancel", body));
        world.untilWaitingForLocks(1);
        assertThat(shop.cancel(paymentNumber, 6_000).code()).isZero();
      }
      assertThat(late.get(60, TimeUnit.SECONDS).message()).contains(refusal);
    }
    assertThat(cancelsOf(paymentNumber)).as("what the PG heard").hasSize(1);
    assertThat(shop.payment(paymentNumber).path("cancel_amount").asLong()).isEqualTo(6_000);
    BothBooks.agreeFor(shop);
  }

  @Test
  void of_cancels_with_the_same_checksum_one_is_done() throws Exception {
    String paymentNumber = shop.paid(9_000);
    Map<String, Object> body = Map.of("imp_uid", paymentNumber, "amount", 1_000, "checksum", 9_000);

    List<Answer> answers = AtOnce.times(8, () -> shop.post("/payments/cancel", body));

    assertThat(answers).filteredOn(answer -> answer.code() == 0).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.code() != 0)
        .allSatisfy(answer -> assertThat(answer.message()).isEqualTo(CHECKSUM));
    BothBooks.agreeFor(shop);
  }

  @Test
  void of_two_full_cancels_at_once_one_is_done_and_the_pg_hears_of_one() throws Exception {
    String paymentNumber = shop.paid(9_000);

    List<Answer> answers = AtOnce.times(2, () -> shop.cancel(paymentNumber));

    assertThat(answers)
        .extracting(answer -> answer.code() == 0 ? "done" : answer.message())
        .containsExactlyInAnyOrder("done", NOTHING_LEFT);
    assertThat(cancelsOf(paymentNumber)).hasSize(1);
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_cancel_that_the_pg_refuses_changes_nothing() {
    String paymentNumber = shop.paid(9_000);
    world.scenario(paymentNumber, "cancel_refused", "");

    assertThat(shop.cancel(paymentNumber).code()).isNotZero();

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
    assertThat(shop.cancel(paymentNumber).code()).isZero();
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @ValueSource(longs = {9_000, 4_000})
  void a_cancel_whose_answer_is_lost_is_found_by_inquiry(long amount) {
    String paymentNumber = shop.paid(9_000);
    world.scenario(paymentNumber, "timeout_after_cancel", "");

    assertThat(shop.cancel(paymentNumber, amount).code()).isZero();

    assertThat(shop.payment(paymentNumber).path("cancel_amount").asLong()).isEqualTo(amount);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G04")
  void a_cancel_that_never_reached_the_pg_is_released_by_the_janitor() {
    String paymentNumber = shop.paid(9_000);
    hub.wire.disturb((request, pg) -> {
      throw new IOException("the line is cut");
    });
    assertThat(shop.cancel(paymentNumber).code()).isNotZero();
    hub.wire.heal();

    // Not at once: the request might still be on its way.
    world.time.advance(Duration.ofSeconds(2));
    janitor.settle(Duration.ofSeconds(60));
    assertThat(openAttempts(paymentNumber)).isEqualTo(1);
    for (int look = 0; look < 4; look++) {
      world.time.advance(Duration.ofMinutes(1));
      janitor.settle(Duration.ofSeconds(60));
    }

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
    assertThat(shop.cancel(paymentNumber).code()).isZero();
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G04")
  void a_cancel_whose_answer_and_inquiry_are_lost_is_found_by_the_janitor() {
    String paymentNumber = shop.paid(9_000);
    hub.wire.disturb((request, pg) -> {
      pg.send(request);
      throw new IOException("the line is cut");
    });
    assertThat(shop.cancel(paymentNumber, 4_000).code()).isNotZero();
    hub.wire.heal();

    world.time.advance(Duration.ofMinutes(1));
    janitor.settle(Duration.ofSeconds(60));

    assertThat(shop.payment(paymentNumber).path("cancel_amount").asLong()).isEqualTo(4_000);
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_cancel_by_merchant_uid_means_the_paid_one() {
    String order = Shop.newOrder();
    HttpBuyer.Window declined = shop.buyer().opens(order, 5_000);
    declined.agrees("4000-0000-0000-0002").post();
    String paymentNumber = shop.paid(order, 5_000);

    Answer answer = shop.post("/payments/cancel", Map.of("merchant_uid", order));

    assertThat(answer.code()).isZero();
    assertThat(answer.response().path("imp_uid").asString()).isEqualTo(paymentNumber);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G14")
  void a_wholly_cancelled_order_can_be_paid_again_only_where_the_merchant_wants_it() {
    String order = Shop.newOrder();
    String first = shop.paid(order, 5_000);
    shop.cancel(first);
    assertThat(
            shop.buyer()
                .requests(HttpBuyer.order(order, 5_000))
                .path("done")
                .path("error_code")
                .asString(""))
        .isEqualTo("F1002");

    shop.put(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL, "true");
    String second = shop.paid(order, 5_000);

    assertThat(shop.statusOf(second)).isEqualTo("paid");
    assertThat(shop.statusOf(first)).isEqualTo("cancelled");
    BothBooks.agreeFor(shop);
  }

  private long openAttempts(String paymentNumber) {
    return world
        .db()
        .sql("select count(*) from attempt where payment_number = :id and due_at is not null")
        .param("id", paymentNumber)
        .query(Long.class)
        .single();
  }
}

package dev.naru.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.webhook.Shops.Received;
import dev.naru.hub.webhook.WebhookHistory.Delivery;
import dev.naru.hub.webhook.WebhookHistory.Task;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.WakeUp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class WebhookDispatcherTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static HikariDataSource pool = new HikariDataSource();

  private final HandClock clock = new HandClock();
  private final WakeUp wakeUp = new WakeUp();
  private final Shops shops;
  private final GuardedMerchantServer server = new GuardedMerchantServer();
  private final JdbcClient database = JdbcClient.create(pool);
  private final WebhookTasks tasks = new WebhookTasks(pool, new RowLease(pool), clock);
  private final Outbox outbox = new Outbox(clock, wakeUp);
  private final WebhookSecrets secrets = new WebhookSecrets(pool, new OpenVault(), clock);
  private final WebhookHistory history = new WebhookHistory(database, clock, wakeUp);
  private final List<WebhookDispatcher> started = new ArrayList<>();

  WebhookDispatcherTest() throws IOException {
    shops = new Shops();
  }

  @BeforeAll
  static void database() {
    pool.close();
    pool = WebhookDatabase.create();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @BeforeEach
  void empty() {
    database.sql("truncate webhook_task, webhook_delivery").update();
  }

  @AfterEach
  void stop() {
    started.forEach(WebhookDispatcher::stop);
    shops.close();
    server.close();
  }

  @Test
  void an_event_is_sent_to_the_merchant_and_is_in_the_history() throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    tell(shop, "imp_1", "paid");
    assertThat(start().settle(LIMIT)).isTrue();
    Task task = onlyTask(1, "imp_1");
    assertThat(task.state()).isEqualTo("sent");
    assertThat(shops.received())
        .containsExactly(
            new Received(
                "/shop",
                "application/json",
                task.eventId().toString(),
                Long.toString(clock.instant().getEpochSecond()),
                shops.received().getFirst().signature(),
                "naru-webhook/1",
                task.body()));
    assertThat(task.deliveries())
        .singleElement()
        .satisfies(send -> {
          assertThat(send.url()).isEqualTo(shops.url("/shop"));
          assertThat(send.httpStatus()).isEqualTo(200);
          assertThat(send.error()).isNull();
          assertThat(send.trigger()).isEqualTo("auto");
          assertThat(send.answer()).as("a NUL can't be kept").isEqualTo("ok\uFFFD");
        });
    assertThat(history.history(2, "imp_1")).as("another merchant sees nothing").isEmpty();
  }

  @Test
  @Tag("G19")
  void an_event_of_a_change_that_was_rolled_back_is_never_sent() throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    var transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(status -> {
              tell(shop, "imp_1", "paid");
              throw new IllegalStateException("the change failed");
            }))
        .hasMessage("the change failed");
    assertThat(start().settle(LIMIT)).isTrue();
    assertThat(shops.received()).isEmpty();
    assertThat(history.history(1, "imp_1")).isEmpty();
  }

  @Test
  @Tag("G19")
  void an_event_goes_into_the_statement_of_its_change_and_only_with_it() {
    Merchant shop = shops.merchant(1, "/shop");
    for (boolean changes : new boolean[] {false, true}) {
      database
          .sql(
              "with moved as (select 1 where :changes), told as ("
                  + Outbox.INSERT_CTE
                  + " where exists (select 1 from moved) returning id) select count(*) from told")
          .param("changes", changes)
          .param("merchant", 1)
          .param("paymentNumber", "imp_1")
          .param("webhook_tasks", Outbox.toJson(outbox.tasksFor(shop, event("imp_1", "paid"))))
          .query(Long.class)
          .single();
      assertThat(history.history(1, "imp_1")).hasSize(changes ? 1 : 0);
    }
  }

  @Test
  void the_events_of_one_payment_arrive_in_order_and_never_two_at_once()
      throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    for (int i = 0; i < 20; i++) {
      tell(shop, "imp_1", "step" + i);
    }
    start();
    assertThat(start().settle(LIMIT)).isTrue();
    assertThat(statuses())
        .containsExactly(
            java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> "step" + i)
                .toArray(String[]::new));
    assertThat(shops.mostAtOnce()).isEqualTo(1);
  }

  @Test
  @Tag("G20")
  void
      a_dead_receiver_is_asked_six_times_a_minute_apart_and_then_the_event_is_dead_and_can_be_sent_by_hand()
          throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    shops.answer("/shop", 503);
    tell(shop, "imp_1", "paid");
    WebhookDispatcher dispatcher = start();
    for (int sends = 1; sends <= 6; sends++) {
      assertThat(dispatcher.settle(LIMIT)).isTrue();
      assertThat(shops.received()).hasSize(sends);
      assertThat(onlyTask(1, "imp_1").state()).isEqualTo(sends < 6 ? "pending" : "dead");
      clock.advance(Duration.ofSeconds(59));
      assertThat(dispatcher.settle(LIMIT)).isTrue();
      assertThat(shops.received()).hasSize(sends);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(shops.received()).hasSize(6);
    shops.answer("/shop", 200);
    UUID id = onlyTask(1, "imp_1").id();
    assertThat(history.resend(2, id)).as("another merchant's").isFalse();
    assertThat(history.resend(1, id)).isTrue();
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(onlyTask(1, "imp_1").state()).isEqualTo("sent");
    assertThat(onlyTask(1, "imp_1").deliveries())
        .extracting(Delivery::trigger)
        .containsExactly("auto", "retry 1", "retry 2", "retry 3", "retry 4", "retry 5", "manual");
  }

  @Test
  @Tag("G23")
  void an_event_has_one_id_at_every_address_and_try_and_both_secrets_sign_in_a_rotation()
      throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    String old = secrets.live(1).getFirst();
    String fresh = secrets.rotate(1, Duration.ofDays(1));
    assertThat(secrets.live(1)).containsExactly(fresh, old);
    shops.answer("/a", 500);
    var event =
        new WebhookEvent(
            "imp_1", "o", "paid", null, List.of(shops.url("/a"), shops.url("/b")), true);
    WebhookDatabase.insert(database, 1, "imp_1", outbox.tasksFor(shop, event));
    WebhookDispatcher dispatcher = start();
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(shops.received())
        .extracting(Received::path)
        .containsExactlyInAnyOrder("/a", "/b", "/a");
    assertThat(shops.received())
        .extracting(Received::webhookId)
        .containsOnly(history.history(1, "imp_1").getFirst().eventId().toString());
    assertThat(shops.received())
        .allSatisfy(sent ->
            assertThat(sent.signature())
                .isEqualTo(
                    WebhookSignature.headers(
                            sent.webhookId(),
                            Instant.ofEpochSecond(Long.parseLong(sent.timestamp())),
                            sent.body(),
                            List.of(fresh, old))
                        .get("webhook-signature")));

    clock.advance(Duration.ofDays(1));
    assertThat(secrets.live(1)).containsExactly(fresh);
    assertThat(secrets.live(2)).doesNotContain(fresh);
    var test = new TestCall(server, secrets, clock);
    assertThat(test.call(shop, shops.url("/b"))).isInstanceOf(MerchantServer.Answer.Answered.class);
    Received call = shops.received().getLast();
    assertThat(call.body()).contains("imp_1234567890", "merchant_1234567890", "paid");
    assertThat(call.signature())
        .isEqualTo(
            WebhookSignature.headers(call.webhookId(), clock.instant(), call.body(), List.of(fresh))
                .get("webhook-signature"));
  }

  @Test
  void an_event_that_arrived_once_stays_sent_when_a_resend_by_hand_fails()
      throws InterruptedException {
    tell(shops.merchant(1, "/shop"), "imp_1", "paid");
    WebhookDispatcher dispatcher = start();
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    shops.answer("/shop", 500);
    assertThat(history.resend(1, onlyTask(1, "imp_1").id())).isTrue();
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(onlyTask(1, "imp_1").state()).isEqualTo("sent");
    assertThat(onlyTask(1, "imp_1").deliveries()).hasSize(2);
  }

  @Test
  void a_later_event_does_not_overtake_one_that_waits_for_its_next_step()
      throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    shops.answer("/shop", 500);
    tell(shop, "imp_1", "paid");
    tell(shop, "imp_1", "cancelled");
    WebhookDispatcher dispatcher = start();
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(statuses()).containsExactly("paid");
    shops.answer("/shop", 200);
    clock.advance(DeliveryBackoff.EVERY_MINUTE.getFirst());
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(statuses()).containsExactly("paid", "paid", "cancelled");
  }

  @Test
  void of_two_addresses_the_good_one_does_not_wait_for_the_bad_ones_steps()
      throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    shops.answer("/bad", 500);
    tell(
        shop,
        new WebhookEvent(
            "imp_1", "order", "paid", null, List.of(shops.url("/bad"), shops.url("/good")), true));
    assertThat(start().settle(LIMIT)).isTrue();
    assertThat(shops.received()).extracting(Received::path).containsExactly("/bad", "/good");
    assertThat(shops.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void what_is_not_to_be_sent_is_not_sent_until_somebody_asks() throws InterruptedException {
    Merchant shop = shops.merchant(1, "/shop");
    tell(shop, new WebhookEvent("imp_1", "order", "cancelled", "c1", List.of(), false));
    WebhookDispatcher dispatcher = start();
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(shops.received()).isEmpty();
    assertThat(onlyTask(1, "imp_1").state()).isEqualTo("not_sent");
    assertThat(history.resend(1, onlyTask(1, "imp_1").id())).isTrue();
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(shops.received()).hasSize(1);
  }

  @Test
  @Tag("G20")
  @Tag("G39")
  void
      what_a_dead_process_had_claimed_is_sent_when_its_lease_ends_and_its_late_result_changes_nothing()
          throws InterruptedException {
    tell(shops.merchant(1, "/shop"), "imp_1", "paid");
    List<DueTask> claimed = claim();
    assertThat(claimed).hasSize(1);
    WebhookDispatcher dispatcher = start();
    assertThat(claim()).as("leased").isEmpty();
    clock.advance(DeliveryBackoff.LEASE);
    assertThat(dispatcher.settle(LIMIT)).isTrue();
    assertThat(shops.received()).hasSize(1);
    assertThat(onlyTask(1, "imp_1").state()).isEqualTo("sent");
    tasks.write(
        1,
        List.of(
            new SendResult(
                claimed.getFirst(),
                clock.instant(),
                clock.instant(),
                new MerchantServer.Answer.NotReached("time-out", Duration.ZERO),
                DeliveryBackoff.Next.AGAIN,
                Duration.ofMinutes(1))));
    assertThat(onlyTask(1, "imp_1").state()).isEqualTo("sent");
    assertThat(onlyTask(1, "imp_1").deliveries()).hasSize(2);
  }

  @Test
  @Tag("G22")
  void a_merchant_whose_server_hangs_delays_nobody_else() throws InterruptedException {
    Merchant slow = shops.merchant(1, "/tarpit");
    for (int i = 0; i < 300; i++) {
      tell(slow, "imp_slow_" + i, "paid");
    }
    start();
    assertThat(shops.awaitArrivals(WebhookDispatcher.MAX_PER_MERCHANT)).isTrue();
    tell(shops.merchant(2, "/shop"), "imp_2", "paid");
    wakeUp.signal(Lane.of(2));
    assertThat(shops.awaitArrivals(1)).isTrue();
    assertThat(shops.received())
        .extracting(Received::path)
        .containsOnlyOnce("/shop")
        .hasSize(WebhookDispatcher.MAX_PER_MERCHANT + 1);
  }

  @Test
  @Tag("G39")
  void a_webhook_that_waits_too_long_for_its_turn_is_given_back_untried()
      throws InterruptedException {
    Semaphore givenBack = new Semaphore(0);
    Merchant slow = shops.merchant(1, "/tarpit");
    for (int i = 0; i <= WebhookDispatcher.MAX_PER_MERCHANT; i++) {
      tell(slow, "imp_" + i, "paid");
    }
    start(countingReleases(givenBack), false, Duration.ofMillis(10));
    assertThat(shops.awaitArrivals(WebhookDispatcher.MAX_PER_MERCHANT)).isTrue();
    assertThat(givenBack.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shops.received()).hasSize(WebhookDispatcher.MAX_PER_MERCHANT);
    assertThat(database.sql("select max(tries) from webhook_task").query(Integer.class).single())
        .isZero();
  }

  @Test
  @Tag("G20")
  void a_webhook_that_waits_for_its_turn_at_a_stop_is_sent_by_the_next_start_alone()
      throws InterruptedException {
    Merchant slow = shops.merchant(1, "/tarpit");
    for (int i = 0; i <= WebhookDispatcher.MAX_PER_MERCHANT; i++) {
      tell(slow, "imp_" + i, "paid");
    }
    WebhookDispatcher first = start();
    assertThat(shops.awaitArrivals(WebhookDispatcher.MAX_PER_MERCHANT)).isTrue();
    first.stop();
    shops.letGo();
    assertThat(start().settle(LIMIT)).isTrue();
    assertThat(shops.received())
        .as("six were under way at the stop, and are sent again")
        .hasSize(2 * WebhookDispatcher.MAX_PER_MERCHANT + 1);
  }

  @Test
  @Tag("G20")
  void two_dispatchers_on_one_database_send_each_event_once() throws InterruptedException {
    for (int merchant = 1; merchant <= 10; merchant++) {
      Merchant shop = shops.merchant(merchant, "/shop" + merchant);
      for (int i = 0; i < 30; i++) {
        tell(shop, "imp_" + merchant + "_" + i % 20, "paid" + i);
      }
    }
    WebhookDispatcher one = start();
    WebhookDispatcher two = start();
    assertThat(one.settle(LIMIT)).isTrue();
    assertThat(two.settle(LIMIT)).isTrue();
    assertThat(shops.received()).hasSize(300);
    assertThat(shops.received()).extracting(Received::webhookId).doesNotHaveDuplicates();
  }

  @Test
  @Tag("G39")
  void a_stop_hands_over_what_is_under_way_and_the_next_start_sends_it_again_at_once()
      throws InterruptedException {
    tell(shops.merchant(1, "/tarpit"), "imp_1", "paid");
    WebhookDispatcher first = start();
    assertThat(shops.awaitArrivals(1)).isTrue();
    first.stop();
    assertThat(first.isRunning()).isFalse();
    assertThat(onlyTask(1, "imp_1").state()).isEqualTo("pending");
    start();
    assertThat(shops.awaitArrivals(1)).isTrue();
  }

  @Test
  @Tag("G20")
  void the_only_node_sends_at_once_what_its_last_life_had_claimed() throws InterruptedException {
    tell(shops.merchant(1, "/shop"), "imp_1", "paid");
    assertThat(claim()).hasSize(1);
    assertThat(start(true).settle(LIMIT)).isTrue();
    assertThat(shops.received()).hasSize(1);
  }

  @Test
  void the_next_step_of_a_ladder_is_what_falls_due_next() throws InterruptedException {
    shops.answer("/shop", 503);
    tell(shops.merchant(1, "/shop"), "imp_1", "paid");
    WebhookDispatcher due = start();
    assertThat(due.settle(LIMIT)).isTrue();
    Instant step = clock.instant().plus(DeliveryBackoff.EVERY_MINUTE.getFirst());
    assertThat(due.nextDue(clock.instant())).contains(step);
    assertThat(due.nextDue(step)).isEmpty();
  }

  @Test
  void a_leap_of_the_clock_does_not_send_again_what_is_under_way() throws InterruptedException {
    tell(shops.merchant(1, "/tarpit"), "imp_1", "paid");
    tell(shops.merchant(1, "/shop"), "imp_1", "cancelled");
    WebhookDispatcher dispatcher = start();
    assertThat(shops.awaitArrivals(1)).isTrue();
    clock.advance(Duration.ofDays(31));
    tell(shops.merchant(2, "/other"), "imp_2", "paid");
    assertThat(dispatcher.settle(Duration.ofMillis(200))).isFalse();
    assertThat(shops.awaitArrivals(1)).isTrue();
    assertThat(shops.received()).extracting(Received::path).containsExactly("/tarpit", "/other");
  }

  private void tell(Merchant merchant, String paymentNumber, String status) {
    tell(merchant, event(paymentNumber, status));
  }

  private void tell(Merchant merchant, WebhookEvent event) {
    WebhookDatabase.insert(
        database, merchant.id(), event.paymentNumber(), outbox.tasksFor(merchant, event));
  }

  private static WebhookEvent event(String paymentNumber, String status) {
    return new WebhookEvent(paymentNumber, "order_1", status, null, List.of(), true);
  }

  private List<DueTask> claim() {
    return tasks.lease(1, 100, List.of(), clock.instant());
  }

  private WebhookDispatcher start() {
    return start(false);
  }

  private WebhookDispatcher start(boolean soleNode) {
    return start(tasks, soleNode, LIMIT);
  }

  private WebhookDispatcher start(DueTasks due, boolean soleNode, Duration waitForTurn) {
    WebhookDispatcher dispatcher =
        new WebhookDispatcher(
            due,
            shops,
            secrets,
            server,
            clock,
            wakeUp,
            new WebhookMeters(new SimpleMeterRegistry()),
            soleNode,
            Duration.ZERO,
            waitForTurn);
    started.add(dispatcher);
    dispatcher.start();
    return dispatcher;
  }

  /** The tasks in the database, with a permit for each that was given back. */
  private DueTasks countingReleases(Semaphore givenBack) {
    return (DueTasks)
        Proxy.newProxyInstance(
            DueTasks.class.getClassLoader(),
            new Class<?>[] {DueTasks.class},
            (_, method, arguments) -> {
              Object result = method.invoke(tasks, arguments);
              if (method.getName().equals("release")) {
                givenBack.release(((List<?>) arguments[0]).size());
              }
              return result;
            });
  }

  private Task onlyTask(long merchantId, String paymentNumber) {
    List<Task> all = history.history(merchantId, paymentNumber);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<String> statuses() {
    return shops.received().stream()
        .map(received -> received.body().replaceAll(".*\"status\":\"([^\"]*)\".*", "$1"))
        .toList();
  }
}

package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer.Window;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The two commits around a call to the PG: what is on record when, and what if one fails. */
class CommitTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();
  private final Janitor janitor = hub.bean(Janitor.class);

  @AfterEach
  void heal() {
    hub.wire.heal();
    world.databaseWorks();
  }

  /** A real failure of the database, of this shop's payments alone. */
  private void everyMoveTo(String state, String fails) {
    world.databaseFails(
        fails + " update",
        "new.state = '%s' and new.merchant_id = %d".formatted(state, shop.merchant.id()));
  }

  @Test
  @Tag("G05")
  void an_approval_that_cannot_be_written_down_is_taken_back() {
    Window window = shop.buyer().opens(Shop.newOrder(), 7_000);
    everyMoveTo("PAID", "before");

    window.agrees().post();

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    assertThat(window.told().path("success").asBoolean()).isFalse();
    assertThat(world.callsAbout(window.paymentNumber())).containsExactly("approval", "net_cancel");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G19")
  void a_change_that_fails_after_its_webhook_was_entered_leaves_no_webhook() {
    Window window = shop.buyer().opens(Shop.newOrder(), 7_000);
    everyMoveTo("PAID", "after");

    window.agrees().post();

    assertThat(webhooksOf(window.paymentNumber())).isZero();
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G05")
  void a_cancel_that_cannot_be_written_down_is_found_by_inquiry() {
    String paymentNumber = shop.paid(7_000);
    everyMoveTo("CANCELLED", "before");
    shop.cancel(paymentNumber, 2_000);
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");

    world.databaseWorks();
    world.time.advance(Duration.ofMinutes(1));
    janitor.settle(SOON);

    assertThat(shop.payment(paymentNumber).path("cancel_amount").asLong()).isEqualTo(2_000);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G02")
  @Tag("G03")
  @Tag("G19")
  void the_intent_is_committed_before_the_pg_hears_of_it_and_nothing_is_open_meanwhile() {
    Window window = shop.buyer().opens(Shop.newOrder(), 7_000);
    var seen = new CompletableFuture<String>();
    hub.wire.disturb(
        PgWire.at(
            "/payAuth",
            (request, pg) -> {
              seen.complete(whileThePgWorks(window.paymentNumber()));
              return pg.send(request);
            }));

    window.agrees().post();

    assertThat(seen.join())
        .isEqualTo("APPROVING, 1 open attempt, 0 webhooks, 0 idle in transaction");
    assertThat(webhooksOf(window.paymentNumber())).isEqualTo(1);
  }

  @Test
  @Tag("G02")
  @Tag("G03")
  void a_cancel_is_committed_before_the_pg_hears_of_it_too() {
    String paymentNumber = shop.paid(7_000);
    var seen = new CompletableFuture<String>();
    hub.wire.disturb(
        PgWire.at(
            "/refund",
            (request, pg) -> {
              seen.complete(whileThePgWorks(paymentNumber));
              return pg.send(request);
            }));

    assertThat(shop.cancel(paymentNumber).code()).isZero();

    assertThat(seen.join()).isEqualTo("PAID, 1 open attempt, 1 webhooks, 0 idle in transaction");
    BothBooks.agreeFor(shop);
  }

  private String whileThePgWorks(String paymentNumber) {
    return world
        .db()
        .sql(
            """
            select p.state
              || ', ' || (select count(*) from attempt a where a.payment_number = p.payment_number
                           and a.due_at is not null) || ' open attempt'
              || ', ' || (select count(*) from webhook_task w where w.payment_number = p.payment_number)
              || ' webhooks'
              || ', ' || (select count(*) from pg_stat_activity
                           where datname = current_database() and state like 'idle in transaction%')
              || ' idle in transaction'
              from payment p where p.payment_number = :id
            """)
        .param("id", paymentNumber)
        .query(String.class)
        .single();
  }

  @Test
  @Tag("G05")
  void a_write_that_hangs_and_comes_after_a_take_over_moves_nothing() throws Exception {
    Window window = shop.buyer().opens(Shop.newOrder(), 7_000);
    var back = window.agrees();
    try (Connection other = world.database.getConnection();
        ExecutorService browser = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      hub.wire.disturb(
          PgWire.at(
              "/payAuth",
              (request, pg) -> {
                var answer = pg.send(request);
                takeOver(other, window.paymentNumber());
                return answer;
              }));
      Future<?> posted = browser.submit(back::post);
      world.untilWaitingForLocks(1);
      other.commit();
      posted.get(60, TimeUnit.SECONDS);
    }
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");
    assertThat(webhooksOf(window.paymentNumber())).isZero();

    world.time.advance(Duration.ofMinutes(2));
    janitor.settle(SOON);

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  /** What a janitor of another node does, up to its commit. */
  private static void takeOver(Connection other, String paymentNumber) {
    JdbcClient.create(new SingleConnectionDataSource(other, true))
        .sql("update attempt set fence = fence + 1 where payment_number = :id")
        .param("id", paymentNumber)
        .update();
  }

  private long webhooksOf(String paymentNumber) {
    return world
        .db()
        .sql("select count(*) from webhook_task where payment_number = :id")
        .param("id", paymentNumber)
        .query(Long.class)
        .single();
  }
}

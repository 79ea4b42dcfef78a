package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lists tell in all, while payments change and are counted. */
class JdbcPaymentCountsTest {

  private static final long MERCHANT = 7;
  private static final int STRETCH = 20;
  private static final Duration PAST = Duration.ofDays(10);

  private static HikariDataSource database;
  private static JdbcClient db;
  private static JdbcPaymentCounts counts;

  @BeforeAll
  static void open() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestDatabase.fresh());
    config.setMaximumPoolSize(8);
    database = new HikariDataSource(config);
    db = JdbcClient.create(database);
    counts = new JdbcPaymentCounts(database, STRETCH);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** One statement asks both, so that it sees one state of the database. */
  private record Answer(long told, long there) {}

  @Test
  void a_list_tells_at_every_moment_how_many_payments_there_are() throws Exception {
    Instant now = Instant.now();
    Random chance = new Random(15);
    for (int n = 0; n < 400; n++) {
      enter("first_" + n, some(chance, now));
    }
    AtomicBoolean over = new AtomicBoolean();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < 3; writer++) {
        int seed = writer;
        running.add(threads.submit(() -> changeMany(new Random(seed), "w" + seed + "_", now)));
      }
      for (int counter = 0; counter < 2; counter++) {
        running.add(
            threads.submit(() -> {
              while (!over.get()) {
                takeTurn(now);
              }
            }));
      }
      try {
        while (running.subList(0, 3).stream().anyMatch(writer -> !writer.isDone())) {
          agree(chance, now);
        }
      } finally {
        over.set(true);
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    while (takeTurn(now)) {}
    for (int i = 0; i < 50; i++) {
      agree(chance, now);
    }
    assertThat(rows("payment_count where merchant_id = " + MERCHANT)).isGreaterThan(30);
    assertThat(rows("payment_count_change where merchant_id = " + MERCHANT)).isZero();
  }

  /** Else every payment would cost rows for a count that nobody makes. */
  @Test
  void a_payment_that_begins_and_ends_now_writes_nothing_down() {
    Instant now = Instant.now();
    long merchant = 8;
    enter(merchant, "now", now);
    db.sql("update payment set state = 'PAID', paid_at = now() where payment_number = 'now'")
        .update();
    assertThat(rows("payment_count_change where merchant_id = 8")).isZero();
    while (counts.count(merchant, now)) {}
    assertThat(rows("payment_count where merchant_id = 8")).isZero();

    enter(merchant, "old", now.minus(PAST));
    db.sql("update payment set name = 'other' where payment_number = 'old'").update();
    assertThat(rows("payment_count_change where merchant_id = 8")).isOne();
  }

  /** More payments of one time than a stretch has. */
  @Test
  void a_stretch_ends_however_many_payments_have_one_time() {
    Instant now = Instant.now();
    for (int n = 0; n < 3 * STRETCH; n++) {
      enter(9, "same_" + n, now.minus(PAST));
    }
    enter(9, "later", now.minus(PAST).plusSeconds(1));
    while (counts.count(9, now)) {}
    assertThat(total(9, "", now.minus(PAST), now.minus(PAST).plusSeconds(1)).told())
        .isEqualTo(3 * STRETCH);
    assertThat(total(9, "", now.minus(PAST.multipliedBy(2)), now).told())
        .isEqualTo(3 * STRETCH + 1);
  }

  @Test
  void an_emptied_table_has_nothing_to_count() {
    try (HikariDataSource own = new HikariDataSource()) {
      own.setDataSource(TestDatabase.fresh());
      JdbcClient emptied = JdbcClient.create(own);
      Instant now = Instant.now();
      for (int n = 0; n < 2 * STRETCH; n++) {
        enter(emptied, 7, "gone_" + n, now.minus(PAST).plusSeconds(n));
      }
      assertThat(new JdbcPaymentCounts(own, STRETCH).count(7, now)).isTrue();
      emptied.sql("truncate payment").update();
      for (String table : new String[] {"count", "count_change", "count_turn"}) {
        assertThat(emptied.sql("select count(*) from payment_" + table).query(Long.class).single())
            .isZero();
      }
    }
  }

  private static boolean takeTurn(Instant now) {
    db.sql("update payment_count_turn set look_at = now() where merchant_id = 7").update();
    return counts.count(MERCHANT, now);
  }

  /** Payments are entered in the past, change there or move to now, and go. */
  private static void changeMany(Random chance, String prefix, Instant now) {
    for (int n = 0; n < 250; n++) {
      switch (chance.nextInt(5)) {
        case 0, 1 -> enter(prefix + n, some(chance, now));
        case 2 -> change("state = 'PAID', paid_at = :at", chance, some(chance, now));
        case 3 -> change("state = 'CANCELLED', cancelled_at = :at", chance, now);
        default ->
            db.sql("delete from payment where payment_number = :number")
                .param("number", "first_" + chance.nextInt(400))
                .update();
      }
    }
  }

  private static void change(String set, Random chance, Instant at) {
    db.sql("update payment set " + set + " where payment_number = :number")
        .param("at", utc(at))
        .param("number", "first_" + chance.nextInt(400))
        .update();
  }

  private static void agree(Random chance, Instant now) {
    Instant from = some(chance, now);
    Instant until = from.plusSeconds(chance.nextInt((int) PAST.toSeconds()));
    String states = chance.nextBoolean() ? "" : " and state = 'PAID' ";
    Answer answer = total(MERCHANT, states, from, until);
    assertThat(answer.told()).as("from %s to %s%s", from, until, states).isEqualTo(answer.there());
  }

  private static Answer total(long merchant, String states, Instant from, Instant until) {
    return db.sql(
            "select ("
                + JdbcPaymentCounts.total(states)
                + """
                ) as told, (select count(*) from payment
                   where merchant_id = :merchant and listed_at >= :from and listed_at < :until
                """
                + states
                + ") as there")
        .param("merchant", merchant)
        .param("from", utc(from))
        .param("until", utc(until))
        .query(Answer.class)
        .single();
  }

  private static Instant some(Random chance, Instant now) {
    return now.minusSeconds(chance.nextInt((int) PAST.toSeconds()));
  }

  private static long rows(String of) {
    return db.sql("select count(*) from " + of).query(Long.class).single();
  }

  private static void enter(String number, Instant startedAt) {
    enter(MERCHANT, number, startedAt);
  }

  private static void enter(long merchant, String number, Instant startedAt) {
    enter(db, merchant, number, startedAt);
  }

  private static void enter(JdbcClient db, long merchant, String number, Instant startedAt) {
    db.sql(
            """
            insert into payment
                  (merchant_id, payment_number, order_number, state, holds_order, channel_id,
                   provider, mid, test, escrow, method, device, amount, currency, buyer_sealed,
                   notice_urls, started_at, updated_at)
            values (:merchant, :number, :number, 'READY', false, 1, 'html5_inicis', 'mid', true,
                    false, 'card', 'pc', 1000, 'KRW', '', '[]', :at, :at)
            """)
        .param("merchant", merchant)
        .param("number", number)
        .param("at", utc(startedAt))
        .update();
  }
}

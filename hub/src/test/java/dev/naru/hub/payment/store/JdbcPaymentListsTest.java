package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentLists.Page;
import dev.naru.hub.payment.PaymentLists.Part;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments.Sorting;
import dev.naru.hub.payment.Payments.Sorting.By;
import dev.naru.hub.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Pages of long lists, beside what PostgreSQL sorts and cuts out by itself. */
class JdbcPaymentListsTest {

  private static final Duration PAST = Duration.ofDays(4);
  private static final int PAYMENTS = 1_500;
  private static final int STRETCH = 40;
  private static final int NEAR_AN_END = 60;
  private static final int ENOUGH = 50;

  private final Random chance = new Random(15);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /**
   * Payments of all kinds: many of one second, some that change days later or long after, clocks
   * that are behind; counted, not counted yet, and changed since they were counted.
   */
  @Test
  void every_page_of_a_long_list_is_what_sorting_the_whole_list_gives() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestDatabase.fresh());
    try (HikariDataSource database = new HikariDataSource(config)) {
      JdbcClient db = JdbcClient.create(database);
      var payments =
          new JdbcPayments(
              db,
              new SealedBuyer(new NothingSealed(), JsonMapper.shared()),
              row -> {
                throw new UnsupportedOperationException("no list reads a channel");
              },
              JsonMapper.shared());
      var lists = new JdbcPaymentLists(database, payments, 0, NEAR_AN_END, ENOUGH);
      var counts = new JdbcPaymentCounts(database, STRETCH);
      enter(db);
      agree(db, lists, 30);
      while (counts.count(1, now)) {}
      assertThat(db.sql("select count(*) from payment_count").query(Long.class).single())
          .isGreaterThan(50);
      agree(db, lists, 200);
      change(db);
      assertThat(db.sql("select count(*) from payment_count_change").query(Long.class).single())
          .isGreaterThan(50);
      agree(db, lists, 200);
    }
  }

  private void agree(JdbcClient db, JdbcPaymentLists lists, int times) {
    List<Set<PaymentState>> some =
        List.of(
            Set.of(),
            Set.of(PaymentState.PAID),
            Set.of(PaymentState.CANCELLED),
            Set.of(PaymentState.FAILED),
            Set.of(PaymentState.READY, PaymentState.APPROVING, PaymentState.AWAITING_DEPOSIT));
    for (int i = 0; i < times; i++) {
      Set<PaymentState> states = some.get(chance.nextInt(some.size()));
      Sorting sorting = new Sorting(By.values()[chance.nextInt(3)], chance.nextBoolean());
      Instant from = now.minus(PAST).plusSeconds(chance.nextInt((int) PAST.toSeconds() / 2));
      Instant to = chance.nextBoolean() ? now : from.plus(PAST.dividedBy(2));
      int limit = 1 + chance.nextInt(40);
      List<String> all = all(db, states, from, to, sorting);
      int page = 1 + chance.nextInt(all.size() / limit + 2);
      Page found = lists.inTime(1, states, from, to, sorting, new Part(page, limit));
      assertThat(found.total()).isEqualTo(all.size());
      assertThat(found.list().stream().map(Payment::paymentNumber))
          .as("page %d of %d of %s, %s to %s, %s", page, limit, states, from, to, sorting)
          .isEqualTo(all.stream().skip((long) limit * (page - 1)).limit(limit).toList());
    }
  }

  /** The list as it is defined. */
  private static List<String> all(
      JdbcClient db, Set<PaymentState> states, Instant from, Instant to, Sorting sorting) {
    String direction = sorting.newestFirst() ? " desc" : "";
    String by =
        switch (sorting.by()) {
          case STARTED -> "started_at" + direction;
          case UPDATED -> "updated_at" + direction;
          case PAID ->
              "paid_at"
                  + direction
                  + " nulls last, (case when paid_at is null then started_at end)"
                  + direction;
        };
    return db.sql(
            "select payment_number from payment where merchant_id = 1 and listed_at >= :from"
                + " and listed_at <= :to and (:any or state = any(:states)) order by "
                + by
                + ", payment_number"
                + direction)
        .param("from", utc(from))
        .param("to", utc(to))
        .param("any", states.isEmpty())
        .param("states", states.stream().map(PaymentState::name).toArray(String[]::new))
        .query((row, number) -> row.getString(1))
        .list();
  }

  private void enter(JdbcClient db) {
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < PAYMENTS; n++) {
      // A second has four of them, in no order of their numbers.
      Instant began = now.minus(PAST).plusSeconds(PAST.toSeconds() * (n / 4) / (PAYMENTS / 4));
      PaymentState state = PaymentState.values()[chance.nextInt(PaymentState.values().length)];
      Instant ended = began.plusSeconds(delay());
      boolean isPaid = state == PaymentState.PAID || state == PaymentState.CANCELLED;
      rows.add(
          "(%d, '%d', '%s', '%s', %s, %s, %s, '%s')"
              .formatted(
                  n % 20 == 7 ? 2 : 1,
                  n,
                  state,
                  began,
                  isPaid ? "'" + ended + "'" : null,
                  state == PaymentState.FAILED ? "'" + ended + "'" : null,
                  state == PaymentState.CANCELLED ? "'" + ended.plusSeconds(delay()) + "'" : null,
                  ended.plusSeconds(delay())));
    }
    db.sql(
            """
            insert into payment
                  (merchant_id, payment_number, order_number, state, holds_order, channel_id,
                   provider, mid, test, escrow, method, device, amount, currency, buyer_sealed,
                   notice_urls, started_at, paid_at, failed_at, cancelled_at, updated_at)
            select merchant, 'imp_' || md5(number), number, state, false, 1, 'pg', 'mid', true,
                   false, 'card', 'pc', 1000, 'KRW', '', '[]', cast(began as timestamptz),
                   cast(paid as timestamptz), cast(failed as timestamptz),
                   cast(cancelled as timestamptz), cast(updated as timestamptz)
              from (values %s)
                   as v (merchant, number, state, began, paid, failed, cancelled, updated)
            """
                .formatted(String.join(", ", rows)))
        .update();
  }

  /** In seconds: mostly none or few, sometimes days, sometimes behind. */
  private int delay() {
    return switch (chance.nextInt(12)) {
      case 0 -> -chance.nextInt(40);
      case 1 -> -chance.nextInt(20_000);
      case 2 -> chance.nextInt(150_000);
      case 3 -> 3_600; // the bounds themselves
      case 4 -> -60;
      case 5, 6 -> chance.nextInt(3_000);
      default -> chance.nextInt(3);
    };
  }

  private void change(JdbcClient db) {
    for (int i = 0; i < 100; i++) {
      int n = chance.nextInt(PAYMENTS);
      Instant at = now.minus(PAST).plusSeconds(chance.nextInt((int) PAST.toSeconds()));
      String set =
          switch (i % 4) {
            case 0 -> "state = 'CANCELLED', paid_at = :at, cancelled_at = :at, updated_at = :at";
            case 1 -> "state = 'FAILED', paid_at = null, failed_at = :at";
            case 2 -> "started_at = :at";
            default -> "updated_at = :at";
          };
      db.sql("update payment set " + set + " where order_number = :number")
          .param("at", utc(at))
          .param("number", String.valueOf(n))
          .update();
    }
    db.sql("delete from payment where order_number like '99%'").update();
  }
}

package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts payments ahead of time, so that a list can tell its total without counting a million rows.
 *
 * <p>A merchant's payments are divided into stretches of time, each with at least {@value #STRETCH}
 * payments where it ends. The counts by state of each stretch are stored once. Payments that are in
 * no stretch yet are counted by the list itself; these are at most some thousands, because the next
 * stretch is formed as soon as there are enough payments for it.
 *
 * <p>A total is always exact. When a payment that may have been counted changes, a trigger records
 * the change in the same transaction. Adding a stretch's count and its recorded changes gives what
 * counting the rows would give. The statement that counts a stretch also deletes the changes that
 * it already sees in the rows (migration V83).
 */
public final class JdbcPaymentCounts {

  /**
   * The number of payments of a stretch. It has more when several payments at its end have the same
   * time.
   */
  static final int STRETCH = 2_000;

  private static final int CHANGES_AT_ONCE = 10_000;

  /**
   * The SQL expression for the time from which on nothing is counted. The trigger records no change
   * of a payment in its first hour, so that hour must be over for every transaction that is still
   * running; the second hour leaves time for these.
   */
  private static final String OLD_ENOUGH =
      "least(now(), cast(:now as timestamptz)) - interval '2 hours'";

  /**
   * The pause until a merchant is looked at again when it has fewer than {@link #FEW} uncounted
   * payments.
   */
  private static final Duration LONG_PAUSE = Duration.ofHours(6);

  private static final Duration SHORT_PAUSE = Duration.ofHours(1);

  /**
   * A merchant with fewer uncounted payments is looked at less often. Reading them takes a
   * millisecond.
   */
  private static final int FEW = 500;

  /**
   * Finds the merchants whose turn it is. It finds each next merchant by the payments' index,
   * because a merchant that has just got its first payment has no row in {@code
   * payment_count_turn}.
   */
  private static final String DUE =
      """
      with recursive m (id) as (
        (select merchant_id from payment order by merchant_id limit 1)
        union all
        select (select merchant_id from payment where merchant_id > m.id
                 order by merchant_id limit 1)
          from m where m.id is not null)
      select m.id from m
        left join payment_count_turn t on t.merchant_id = m.id
       where m.id is not null and coalesce(t.look_at <= now(), true)
      """;

  /**
   * Adds recorded changes to the stored counts of their stretches and deletes them. Changes in
   * times that aren't counted yet are only deleted, since the rows themselves will be counted.
   */
  private static final String ADD_CHANGES =
      """
      with gone as (
        delete from payment_count_change c
         using (select listed_at, id from payment_count_change
                 where merchant_id = :merchant order by listed_at, id limit :most) picked
         where c.merchant_id = :merchant and c.listed_at = picked.listed_at and c.id = picked.id
        returning c.listed_at, c.state, c.change
      ), added as (
        insert into payment_count as p (merchant_id, began, ended, state, count)
        select :merchant, s.began, s.ended, g.state, sum(g.change)
          from gone g
          cross join lateral (
            select began, ended from payment_count
             where merchant_id = :merchant and began <= g.listed_at
             order by began desc limit 1) s
         where g.listed_at < s.ended
         group by s.began, s.ended, g.state
        on conflict (merchant_id, began, state) do update set count = p.count + excluded.count
      )
      select count(*) from gone
      """;

  private static final String COUNT_STRETCH =
      """
      with gone as (
        delete from payment_count_change
         where merchant_id = :merchant and listed_at >= :began and listed_at < :ended
      )
      insert into payment_count (merchant_id, began, ended, state, count)
      select :merchant, :began, :ended, state, count(*)
        from payment
       where merchant_id = :merchant and listed_at >= :began and listed_at < :ended
         and length(state) > 0
       group by state
      """;

  /**
   * Counts the payments listed from one time, included, until another, excluded. Most of the span
   * is covered by stretches that were counted earlier: their counts are added up, and the changes
   * that were recorded in them since. The payments before the first and after the last of these
   * stretches are counted in an index.
   */
  private static final String TOTAL =
      """
      select (select coalesce(sum(count), 0) from payment_count
               where merchant_id = :merchant and began >= s.first and began < s.last %1$s)
           + (select coalesce(sum(change), 0) from payment_count_change
               where merchant_id = :merchant and listed_at >= s.first and listed_at < s.last %1$s)
           + (select count(*) from payment
               where merchant_id = :merchant and listed_at >= :from
                 and listed_at < coalesce(s.first, :until) and length(state) > 0 %1$s)
           + (select count(*) from payment
               where merchant_id = :merchant and listed_at >= s.last
                 and listed_at < :until and length(state) > 0 %1$s)
        from (select min(began) as first, max(ended) as last
                from payment_count
               where merchant_id = :merchant and began >= :from and began < :until
                 and ended <= :until) s
      """;

  private final JdbcClient db;
  private final IndexWalk walk;
  private final int stretch;

  public JdbcPaymentCounts(DataSource database) {
    this(database, STRETCH);
  }

  JdbcPaymentCounts(DataSource database, int stretch) {
    this.db = JdbcClient.create(database);
    this.walk = new IndexWalk(database);
    this.stretch = stretch;
  }

  /**
   * The SQL statement that counts a merchant's payments by {@code listed_at}. Its parameters are
   * {@code merchant}, {@code from} (included), {@code until} (excluded), and those of the
   * condition.
   *
   * @param condition an SQL condition on {@code state} that starts with {@code and}, or empty
   */
  static String total(String condition) {
    return TOTAL.formatted(condition);
  }

  /**
   * The ids of the merchants whose turn it is to be counted.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  public Set<Long> due() {
    return new HashSet<>(
        walk.read(() -> db.sql(DUE).query((row, number) -> row.getLong(1)).list()));
  }

  /**
   * Does one step of counting a merchant's payments: adds up to {@value #CHANGES_AT_ONCE} recorded
   * changes to the counts, or counts one more stretch. It does nothing while another process counts
   * this merchant, or when it isn't the merchant's turn.
   *
   * @param now the present time. The earlier of this and the database's clock decides what is old
   *     enough to be counted
   * @return whether there is more to do
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  public boolean count(long merchantId, Instant now) {
    return walk.change(() -> {
      db.sql(
              """
              insert into payment_count_turn (merchant_id, counted_to, look_at)
              values (:merchant, '-infinity', now()) on conflict do nothing
              """)
          .param("merchant", merchantId)
          .update();
      // Whoever holds the row counts alone; what it sees from here on is what others have counted.
      return db.sql(
              """
              select counted_to from payment_count_turn
               where merchant_id = :merchant and look_at <= now() for update skip locked
              """)
          .param("merchant", merchantId)
          .query((row, number) -> row.getObject(1, OffsetDateTime.class))
          .optional()
          .map(countedTo -> countFrom(countedTo, merchantId, now))
          .orElse(false);
    });
  }

  private boolean countFrom(OffsetDateTime countedTo, long merchantId, Instant now) {
    long added =
        db.sql(ADD_CHANGES)
            .param("merchant", merchantId)
            .param("most", CHANGES_AT_ONCE)
            .query(Long.class)
            .single();
    if (added == CHANGES_AT_ONCE) {
      return true;
    }
    Optional<OffsetDateTime> end = listed(stretch, countedTo, merchantId, now);
    end.ifPresentOrElse(
        ended -> countStretch(merchantId, countedTo, ended),
        () ->
            lookIn(
                listed(FEW, countedTo, merchantId, now).isPresent() ? SHORT_PAUSE : LONG_PAUSE,
                merchantId));
    return end.isPresent();
  }

  /**
   * Finds the time at which a stretch would end: {@code listed_at} of the payment after {@code
   * after} others. Empty when there are fewer payments, or when that one is too young to be
   * counted.
   */
  private Optional<OffsetDateTime> listed(
      int after, OffsetDateTime countedTo, long merchantId, Instant now) {
    // Later than the beginning: a stretch is never empty, however many payments have one time.
    return db.sql(
            """
            select greatest(listed_at, cast(:began as timestamptz) + interval '1 microsecond')
              from payment
             where merchant_id = :merchant and listed_at >= :began and length(state) > 0
               and listed_at < %s
             order by listed_at offset :after limit 1
            """
                .formatted(OLD_ENOUGH))
        .param("merchant", merchantId)
        .param("began", countedTo)
        .param("now", utc(now))
        .param("after", after)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class))
        .optional();
  }

  private void countStretch(long merchantId, OffsetDateTime began, OffsetDateTime ended) {
    var stretchOf = Map.of("merchant", merchantId, "began", began, "ended", ended);
    db.sql(COUNT_STRETCH).params(stretchOf).update();
    db.sql(
            """
            update payment_count_turn set counted_to = :ended
             where merchant_id = :merchant
            """)
        .param("merchant", merchantId)
        .param("ended", ended)
        .update();
  }

  private void lookIn(Duration pause, long merchantId) {
    db.sql(
            """
            update payment_count_turn
               set look_at = now() + cast(:seconds as int) * interval '1 second'
             where merchant_id = :merchant
            """)
        .param("merchant", merchantId)
        .param("seconds", pause.toSeconds())
        .update();
  }
}

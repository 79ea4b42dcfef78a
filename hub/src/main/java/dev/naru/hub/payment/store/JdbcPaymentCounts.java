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
 * Counts a merchant's payments once, stretch by stretch of time, so that a list need not count a
 * million of them to tell how many there are. Every stretch has the same number of payments,
 * however long a time that is. So a merchant with few payments has no stretch, and the number of
 * payments outside of stretches, which a list counts by itself, is bounded for every merchant.
 *
 * <p>A count stays exact. A trigger writes down every change of the past in the commit that makes
 * it; whoever counts a stretch takes those changes away in the statement that counts, which sees a
 * payment as changed if and only if it sees the change. So at every moment a stretch's count and
 * its changes add up to what an index would count (migration V83).
 */
public final class JdbcPaymentCounts {

  /** How many payments a stretch has, or more where that many have one time. */
  static final int STRETCH = 2_000;

  private static final int CHANGES_AT_ONCE = 10_000;

  /**
   * What is younger is never counted: a change of it is written down only after an hour, and no
   * transaction takes another.
   */
  private static final String OLD_ENOUGH =
      "least(now(), cast(:now as timestamptz)) - interval '2 hours'";

  /** Of a merchant with few payments since the last stretch. */
  private static final Duration LONG_PAUSE = Duration.ofHours(6);

  private static final Duration SHORT_PAUSE = Duration.ofHours(1);

  /** So many payments are few; looking over them takes a millisecond. */
  private static final int FEW = 500;

  /** The merchants that have payments, one by one by an index, and whose turn it is. */
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

  /** The changes that a count of their time has not seen. Those of no count yet are not needed. */
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
   * How many payments are listed from a time (included) to another (excluded): the stretches that
   * lie between, their changes, and by the index what is left at the two ends.
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
   * A statement that tells how many payments are listed in time. It has the parameters {@code
   * merchant}, {@code from}, which is included, {@code until}, which isn't, and those of the
   * condition.
   *
   * @param condition on {@code state}, or empty
   */
  static String total(String condition) {
    return TOTAL.formatted(condition);
  }

  /** The merchants whose payments are to be counted now. */
  public Set<Long> due() {
    return new HashSet<>(
        walk.read(() -> db.sql(DUE).query((row, number) -> row.getLong(1)).list()));
  }

  /**
   * Counts some of a merchant's payments, unless another process does so.
   *
   * @param now nothing after it is counted, whatever the database's clock says
   * @return whether there is more to do
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

  /** When the payment after so many others is listed, if it is old enough to be counted. */
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

package dev.naru.hub.reconcile;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.time.Korea;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.RowLease;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The times at which the hub fetches a day's list: on the next morning, hourly until the list is
 * there; then on the day after and a week later, to find what the PG has added
 * (protocols/reconciliation.md §9.3).
 */
final class StatementFetches {

  /** Hours after the beginning of the list's day, in Korea. */
  private static final int[] HOURS = {33, 34, 35, 36, 37, 57, 8 * 24 + 9};

  /** The step after the hourly ones, at which the list is fetched once more. */
  private static final int AGAIN = 5;

  static final Duration LEASE = Duration.ofMinutes(10);

  private final JdbcClient db;
  private final RowLease lease;

  StatementFetches(JdbcClient db, RowLease lease) {
    this.db = db;
    this.lease = lease;
  }

  /** A list that is due to be fetched. */
  record Due(long merchantId, long channelId, String form, LocalDate day, int step, UUID lease) {

    /** Whether this is the last hourly step, so that a list that doesn't come now is late. */
    boolean isLastOfTheDay() {
      return step == AGAIN - 1;
    }
  }

  static Instant at(LocalDate day, int step) {
    return day.atStartOfDay(Korea.ZONE).plusHours(HOURS[step]).toInstant();
  }

  /** Plans the fetches of a day's list; does nothing if they are planned already. */
  void plan(long merchantId, long channelId, String form, LocalDate day) {
    db.sql(
            """
            insert into statement_fetch (merchant_id, channel_id, form, day, step, due_at)
            values (:merchant, :channel, :form, :day, 0, :due)
            on conflict (merchant_id, channel_id, form, day) do nothing
            """)
        .param("merchant", merchantId)
        .param("channel", channelId)
        .param("form", form)
        .param("day", day)
        .param("due", utc(at(day, 0)))
        .update();
  }

  Set<Lane> lanes(Instant now) {
    return new HashSet<>(
        db.sql(
                """
                select distinct merchant_id, channel_id from statement_fetch
                 where due_at <= :now and due_at < 'infinity'
                   and (leased_until is null or leased_until <= :now)
                """)
            .param("now", utc(now))
            .query((row, number) -> new Lane(row.getLong(1), row.getLong(2)))
            .list());
  }

  List<Due> lease(Lane lane, int most, Instant now) {
    return lease.take(
        """
        select form, day, step from statement_fetch
         where merchant_id = :merchant and channel_id = :channel
           and due_at <= :now and due_at < 'infinity'
           and (leased_until is null or leased_until <= :now)
         order by due_at limit :most for update skip locked
        """,
        Map.of(
            "merchant", lane.merchantId(),
            "channel", lane.channelId(),
            "now", utc(now),
            "most", most),
        (row, number) ->
            new Due(
                lane.merchantId(),
                lane.channelId(),
                row.getString("form"),
                row.getObject("day", LocalDate.class),
                row.getInt("step"),
                UUID.randomUUID()),
        List.of(
            """
            update statement_fetch set lease = :lease, leased_until = :until
             where merchant_id = :merchant and channel_id = :channel and form = :form
               and day = :day
            """),
        due ->
            new MapSqlParameterSource("merchant", due.merchantId())
                .addValue("channel", due.channelId())
                .addValue("form", due.form())
                .addValue("day", due.day())
                .addValue("lease", due.lease())
                .addValue("until", utc(now.plus(LEASE))));
  }

  /**
   * Records the end of a fetch, and plans the next one.
   *
   * @param came whether the list came
   * @param goesOn false if another fetch would change nothing
   */
  void ended(Due due, boolean came, boolean goesOn, String answer) {
    int next = came ? Math.max(AGAIN, due.step() + 1) : due.step() + 1;
    Instant at = goesOn && next < HOURS.length ? at(due.day(), next) : null;
    db.sql(
            """
            update statement_fetch
               set step = :step, due_at = :due, lease = null, leased_until = null, answer = :answer
             where merchant_id = :merchant and channel_id = :channel and form = :form
               and day = :day and lease = :lease
            """)
        .param("step", next)
        .param("due", at == null ? null : utc(at), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .param("answer", answer)
        .param("merchant", due.merchantId())
        .param("channel", due.channelId())
        .param("form", due.form())
        .param("day", due.day())
        .param("lease", due.lease())
        .update();
  }

  boolean anyDue(Instant now) {
    return db.sql(
            """
            select exists (select 1 from statement_fetch
                            where due_at <= :now and due_at < 'infinity'
                              and (leased_until is null or leased_until <= :now))
            """)
        .param("now", utc(now))
        .query(Boolean.class)
        .single();
  }

  void freeAll() {
    db.sql("update statement_fetch set leased_until = null where leased_until is not null")
        .update();
  }

  Optional<Instant> nextAfter(Instant after) {
    @Nullable Instant next =
        db
            .sql(
                "select min(due_at) from statement_fetch where due_at > :after and due_at < 'infinity'")
            .param("after", utc(after))
            .query((row, number) -> dev.naru.hub.database.Columns.instant(row, "min"))
            .list()
            .stream()
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
    return Optional.ofNullable(next);
  }
}

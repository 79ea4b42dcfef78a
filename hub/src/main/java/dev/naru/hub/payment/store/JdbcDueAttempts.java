package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;
import static dev.naru.hub.database.Columns.uuids;

import dev.naru.hub.work.Lane;
import dev.naru.hub.work.RowLease;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Due attempts in the database. {@code due_at < 'infinity'} is always true. The statements here
 * write it out so that PostgreSQL can use the indexes of due attempts, which have it as their
 * condition. Other statements don't, so that none of them reads all open attempts to find one.
 */
public final class JdbcDueAttempts implements DueAttempts {

  private final JdbcClient db;
  private final RowLease lease;

  public JdbcDueAttempts(JdbcClient db, RowLease lease) {
    this.db = db;
    this.lease = lease;
  }

  @Override
  public Set<Lane> lanes(Instant now) {
    return new HashSet<>(
        db.sql(
                """
                select distinct merchant_id from attempt
                 where due_at <= :now and due_at < 'infinity'
                """)
            .param("now", utc(now))
            .query((row, number) -> Lane.of(row.getLong(1)))
            .list());
  }

  @Override
  public List<Attempt> takeOver(
      long merchantId, int most, Collection<Attempt> underWay, Instant now, Instant leaseUntil) {
    return lease
        .take(
            """
            select * from attempt
             where merchant_id = :merchant and due_at <= :now and due_at < 'infinity'
               and id <> all(cast(:underWay as uuid[]))
             order by due_at limit :most
               for update skip locked
            """,
            Map.of(
                "merchant",
                merchantId,
                "now",
                utc(now),
                "underWay",
                uuids(underWay.stream().map(Attempt::id).toList()),
                "most",
                most),
            JdbcAttemptRows::read,
            List.of(
                """
                update attempt set fence = fence + 1, due_at = :until, answered_at = null
                 where merchant_id = :merchant and id = :id
                """),
            attempt ->
                new MapSqlParameterSource()
                    .addValue("merchant", merchantId)
                    .addValue("id", attempt.id())
                    .addValue("until", utc(leaseUntil)))
        .stream()
        .map(Attempt::takenOver)
        .toList();
  }

  @Override
  public void giveBack(Attempt attempt, Instant dueAt) {
    db.sql(
            """
            update attempt set due_at = :due
             where merchant_id = :merchant and id = :id and fence = :fence
               and ended_at is null
            """)
        .param("due", utc(dueAt))
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .param("fence", attempt.fence())
        .update();
  }

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    return db.sql("select min(due_at) from attempt where due_at > :after and due_at < 'infinity'")
        .param("after", utc(after))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public int makeAllDue(Instant now) {
    return db.sql("update attempt set due_at = :now where due_at > :now and due_at < 'infinity'")
        .param("now", utc(now))
        .update();
  }
}

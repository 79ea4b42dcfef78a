package dev.naru.hub.schedule;

import static dev.naru.hub.database.Columns.utc;
import static dev.naru.hub.database.Columns.uuids;

import dev.naru.hub.work.Lane;
import dev.naru.hub.work.RowLease;
import java.time.Duration;
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
 * Due schedules in the database. {@code due_at} is the time of a pending schedule, and null
 * otherwise. {@code due_at < 'infinity'} is then always true. The statements here write it out so
 * that PostgreSQL can use the indexes of due schedules, which have it as their condition. Other
 * statements don't, so that none of them reads all pending schedules to find one. A lease changes
 * no index.
 */
final class JdbcDueSchedules implements DueSchedules {

  private static final String DUE =
      """
      due_at <= :now and due_at < 'infinity' and (leased_until is null or leased_until <= :now)
      """;

  private static final Duration LEASE = Duration.ofMinutes(2);

  private final JdbcClient db;
  private final RowLease lease;
  private final ScheduleReader reader;

  JdbcDueSchedules(JdbcClient db, RowLease lease, ScheduleReader reader) {
    this.db = db;
    this.lease = lease;
    this.reader = reader;
  }

  @Override
  public Set<Lane> lanes(Instant now) {
    return new HashSet<>(
        db.sql("select distinct merchant_id, channel_id from schedule where " + DUE)
            .param("now", utc(now))
            .query((row, number) -> new Lane(row.getLong(1), row.getLong(2)))
            .list());
  }

  @Override
  public List<StoredSchedule> lease(
      Lane lane, int most, Collection<StoredSchedule> underWay, Instant now) {
    return lease.take(
        "select s.*"
            + ScheduleReader.NO_PAYMENT
            + """
             from schedule s
            where s.merchant_id = :merchant and s.channel_id = :channel
              and s.id <> all(cast(:underWay as uuid[]))
              and
            """
            + DUE
            + " order by s.due_at limit :most for update skip locked",
        Map.of(
            "merchant", lane.merchantId(),
            "channel", lane.channelId(),
            "now", utc(now),
            "underWay", uuids(underWay.stream().map(each -> each.schedule().id()).toList()),
            "most", most),
        (row, number) -> reader.readStored(row),
        List.of(
            "update schedule set leased_until = :until where merchant_id = :merchant and id = :id"),
        each ->
            new MapSqlParameterSource()
                .addValue("merchant", lane.merchantId())
                .addValue("id", each.schedule().id())
                .addValue("until", utc(now.plus(LEASE))));
  }

  @Override
  public void freeAll() {
    db.sql(
            """
            update schedule set leased_until = null
             where leased_until is not null and due_at < 'infinity'
            """)
        .update();
  }

  @Override
  public boolean anyDue(Instant now) {
    return db.sql("select exists (select 1 from schedule where " + DUE + ")")
        .param("now", utc(now))
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    return db.sql(
            """
            select least(
              (select min(due_at) from schedule where due_at > :after and due_at < 'infinity'),
              (select min(leased_until) from schedule
                where due_at <= :after and due_at < 'infinity' and leased_until > :after))
            """)
        .param("after", utc(after))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }
}

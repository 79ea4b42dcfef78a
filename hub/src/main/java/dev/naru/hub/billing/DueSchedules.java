package dev.naru.hub.billing;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The runner's SQL: what is due, and who looks after it. Every method is one statement. */
final class DueSchedules {

  private final JdbcClient db;
  private final ScheduleReader reader;

  DueSchedules(JdbcClient db, ScheduleReader reader) {
    this.db = db;
    this.reader = reader;
  }

  /**
   * Leases what is due, the longest due first.
   *
   * @param busyChannels whose schedules are to wait for others of theirs
   */
  List<Due> lease(int most, Collection<Long> busyChannels, Instant now, Duration lease) {
    return db.sql(
            """
            with due as (
              select merchant_id, id from schedule
               where status = 'scheduled' and schedule_at <= :now
                 and (leased_until is null or leased_until <= :now)
                 and channel_id <> all(:busy)
               order by schedule_at limit :most
                 for update skip locked
            ), s as (
              update schedule l set leased_until = :until
                from due where l.merchant_id = due.merchant_id and l.id = due.id
              returning l.*
            )
            select s.*, null as p_state, null as p_fail_reason, null as p_provider, null as p_mid,
            """
                + BillingKeyRepository.COLUMNS
                + """
                  from s
                  left join billing_key k
                    on k.merchant_id = s.merchant_id and k.customer_key = s.customer_key
                 order by s.schedule_at, s.id
                """)
        .param("now", utc(now))
        .param("until", utc(now.plus(lease)))
        .param("busy", busyChannels.toArray(Long[]::new))
        .param("most", most)
        .query((row, number) -> reader.due(row))
        .list();
  }

  /** For a hub that knows it is the only one: what a crash left leased is free now. */
  void freeAll() {
    db.sql("update schedule set leased_until = null where leased_until is not null").update();
  }

  /** Not what is leased: who works on it is known elsewhere, or it waits for the lease's end. */
  boolean anyDue(Instant now) {
    return db.sql(
            """
            select exists (select 1 from schedule
                            where status = 'scheduled' and schedule_at <= :now
                              and (leased_until is null or leased_until <= :now))
            """)
        .param("now", utc(now))
        .query(Boolean.class)
        .single();
  }

  /** The next after that time, or the end of a lease whose charge could not be entered. */
  Optional<Instant> nextAt(Instant after) {
    return db.sql(
            """
            select least(
              (select min(schedule_at) from schedule
                where status = 'scheduled' and schedule_at > :after),
              (select min(leased_until) from schedule
                where status = 'scheduled' and schedule_at <= :after and leased_until > :after))
            """)
        .param("after", utc(after))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

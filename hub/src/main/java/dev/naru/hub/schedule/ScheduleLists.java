package dev.naru.hub.schedule;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.schedule.Schedule.Status;
import dev.naru.hub.time.Korea;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists a merchant's schedules by their time, page by page, and counts those of a month. Every
 * method throws {@link org.springframework.dao.DataAccessException} when the database is away.
 * Thread-safe.
 */
public final class ScheduleLists {

  /** The most schedules on a page. */
  public static final int MAX_SIZE = 100;

  private final JdbcClient db;
  private final ScheduleReader reader;

  ScheduleLists(JdbcClient db, ScheduleReader reader) {
    this.db = db;
    this.reader = reader;
  }

  /**
   * Chooses schedules.
   *
   * @param customerKey null for all customers
   * @param status null for any status
   * @param from the earliest {@code schedule_at}, included
   * @param to the latest {@code schedule_at}, excluded
   */
  public record Filter(
      @Nullable String customerKey, @Nullable Status status, Instant from, Instant to) {}

  /** The position of the schedule that ends a page. */
  public record Mark(Instant scheduleAt, UUID id) {}

  /**
   * A page of schedules, earliest first.
   *
   * @param next where the next page begins; null if there is none
   */
  public record Page(List<Schedule> list, @Nullable Mark next) {}

  /**
   * A page of schedules.
   *
   * @param after {@link Page#next} of the page before; null for the first page
   */
  public Page list(long merchantId, Filter filter, @Nullable Mark after, int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " schedules");
    }
    Map<String, Object> params = new HashMap<>();
    params.put("merchant", merchantId);
    params.put("from", utc(filter.from()));
    params.put("to", utc(filter.to()));
    StringBuilder sql =
        new StringBuilder(ScheduleRepository.SELECT)
            .append(" and s.schedule_at >= :from and s.schedule_at < :to");
    if (filter.customerKey() != null) {
      sql.append(" and s.customer_key = :customerKey");
      params.put("customerKey", filter.customerKey());
    }
    if (filter.status() != null) {
      sql.append(" and s.status = :status");
      params.put("status", filter.status().code());
    }
    if (after != null) {
      sql.append(" and (s.schedule_at, s.id) > (:afterAt, :afterId)");
      params.put("afterAt", utc(after.scheduleAt()));
      params.put("afterId", after.id());
    }
    List<Schedule> found =
        db.sql(sql + " order by s.schedule_at, s.id limit :limit")
            .params(params)
            .param("limit", size + 1)
            .query((row, number) -> reader.read(row))
            .list();
    List<Schedule> list = found.size() > size ? found.subList(0, size) : found;
    Mark next =
        found.size() > size ? new Mark(list.getLast().scheduleAt(), list.getLast().id()) : null;
    return new Page(list, next);
  }

  /** How many schedules with one status a day has. */
  public record DayCount(LocalDate day, Status status, long count) {}

  /** The counts of a month's days in Korea; days without schedules are left out. */
  public List<DayCount> month(long merchantId, YearMonth month) {
    return db.sql(
            """
            select cast(schedule_at at time zone 'Asia/Seoul' as date) as day, status,
                   count(*) as count
              from schedule
             where merchant_id = :merchant and schedule_at >= :from and schedule_at < :to
             group by 1, 2 order by 1, 2 desc
            """)
        .param("merchant", merchantId)
        .param("from", utc(month.atDay(1).atStartOfDay(Korea.ZONE).toInstant()))
        .param("to", utc(month.plusMonths(1).atDay(1).atStartOfDay(Korea.ZONE).toInstant()))
        .query((row, number) ->
            new DayCount(
                row.getObject("day", LocalDate.class),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getLong("count")))
        .list();
  }
}

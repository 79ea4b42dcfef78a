package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.PaymentFigures;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.time.Korea;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds figures up from the index of searches alone, and keeps them for a while, by merchant and
 * day. One statement at a time adds up for a merchant; it reads the days that have become too old
 * and no others.
 */
public final class JdbcPaymentFigures implements PaymentFigures {

  static final Duration LATELY = Duration.ofSeconds(30);
  static final Duration BEFORE = Duration.ofMinutes(10);

  private static final int MOST_KEPT = 20_000;
  private static final int LOCKS = 64;

  /** The order is the index's; {@code offset 0} keeps it, and so that index. */
  private static final String ADD_UP =
      """
      select cast(started_at at time zone 'Asia/Seoul' as date) as day, channel_id, method, state,
             currency, count(*) as count, sum(case when charged then amount else 0 end) as amount,
             sum(cancelled) as cancelled
        from (select started_at, channel_id, method, state, currency, charged, amount, cancelled
                from payment
               where merchant_id = :merchant and started_at < 'infinity'
                 and started_at >= :from and started_at < :to
               order by started_at desc, payment_number desc offset 0) chosen
       group by 1, 2, 3, 4, 5
      """;

  private final JdbcClient db;
  private final IndexWalk walk;
  private final InstantSource time;
  private final List<ReentrantLock> locks =
      IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toList();

  /** Guarded by itself. */
  private final Map<Day, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Day, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public JdbcPaymentFigures(DataSource database, InstantSource time) {
    this.db = JdbcClient.create(database);
    this.walk = new IndexWalk(database);
    this.time = time;
  }

  private record Day(long merchantId, LocalDate day) {}

  private record Kept(List<Line> lines, Instant at) {}

  @Override
  public List<Line> perDay(long merchantId, LocalDate from, LocalDate to) {
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > MAX_DAYS) {
      throw new IllegalArgumentException("figures are of 1 to " + MAX_DAYS + " days");
    }
    ReentrantLock lock = locks.get((int) Math.floorMod(merchantId, (long) LOCKS));
    lock.lock();
    try {
      Instant now = time.instant();
      List<LocalDate> old =
          from.datesUntil(to.plusDays(1)).filter(day -> isOld(merchantId, day, now)).toList();
      if (!old.isEmpty()) {
        addUp(merchantId, old.getFirst(), old.getLast(), now);
      }
      return kept(merchantId, from, to);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Line> kept(long merchantId, LocalDate from, LocalDate to) {
    synchronized (kept) {
      return from.datesUntil(to.plusDays(1))
          .map(day -> kept.get(new Day(merchantId, day)))
          .filter(day -> day != null)
          .flatMap(day -> day.lines().stream())
          .toList();
    }
  }

  private boolean isOld(long merchantId, LocalDate day, Instant now) {
    Kept known;
    synchronized (kept) {
      known = kept.get(new Day(merchantId, day));
    }
    LocalDate yesterday = now.atZone(Korea.ZONE).toLocalDate().minusDays(1);
    Duration age = day.isBefore(yesterday) ? BEFORE : LATELY;
    return known == null || !known.at().plus(age).isAfter(now) || known.at().isAfter(now);
  }

  private void addUp(long merchantId, LocalDate first, LocalDate last, Instant now) {
    Map<LocalDate, List<Line>> lines =
        walk
            .read(() ->
                db.sql(ADD_UP)
                    .param("merchant", merchantId)
                    .param("from", utc(first.atStartOfDay(Korea.ZONE).toInstant()))
                    .param("to", utc(last.plusDays(1).atStartOfDay(Korea.ZONE).toInstant()))
                    .query((row, number) -> line(row))
                    .list())
            .stream()
            .collect(Collectors.groupingBy(Line::day, TreeMap::new, Collectors.toList()));
    synchronized (kept) {
      first
          .datesUntil(last.plusDays(1))
          .forEach(day -> {
            Day key = new Day(merchantId, day);
            kept.remove(key); // so that the eldest is the one that was added up first
            kept.put(key, new Kept(List.copyOf(lines.getOrDefault(day, List.of())), now));
          });
    }
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getObject("day", LocalDate.class),
        row.getLong("channel_id"),
        row.getString("method").toLowerCase(Locale.ROOT),
        PaymentState.valueOf(row.getString("state")),
        row.getString("currency"),
        row.getLong("count"),
        row.getLong("amount"),
        row.getLong("cancelled"));
  }
}

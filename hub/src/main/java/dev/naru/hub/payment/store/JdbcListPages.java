package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.Payments.Sorting.By;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds a page of a long list of payments without reading what stands before it. A list is chosen
 * by {@code listed_at}, the time of its payments' status, and sorted by another time. For nearly
 * all payments the two are close together, and those of which they aren't have indexes of their own
 * (migration V85). So a time up to which payments are counted (migration V83) tells with few
 * corrections how many stand before it in the list's order, and the page is read from there on,
 * forwards or backwards. It finds exactly what {@code order by … offset} finds.
 *
 * <p>The column that the list is sorted by is null in none of its payments. All statements must see
 * one state of the database.
 */
final class JdbcListPages {

  /** The smallest difference between two times that the database can keep. */
  static final Duration SHORTEST = Duration.of(1, ChronoUnit.MICROS);

  private static final String LISTED =
      """
       from payment
      where merchant_id = :merchant and listed_at >= :%1$sFrom and listed_at <= :%1$sTo\
      """;

  private final JdbcClient db;
  private final Map<String, Object> params;
  private final Instant from;
  private final Instant to;
  private final String ofStates;
  private final Order order;
  private final int near;

  /**
   * @param params {@code merchant}, and those of {@code ofStates}
   * @param from of {@code listed_at}, included
   * @param to included
   * @param ofStates a condition, or empty
   * @param near a page that begins that near to an end of its list is read from that end
   */
  JdbcListPages(
      JdbcClient db,
      Map<String, Object> params,
      Instant from,
      Instant to,
      String ofStates,
      By by,
      int near) {
    this.db = db;
    this.params = params;
    this.from = from;
    this.to = to;
    this.ofStates = ofStates;
    this.order = Order.of(by);
    this.near = near;
  }

  /**
   * A column that lists are sorted by, with the bounds of the indexes of V85.
   *
   * @param earlier how long it may be before {@code listed_at} to be close to it
   * @param later how long after
   */
  private record Order(String column, Duration earlier, Duration later) {

    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(1);

    static Order of(By by) {
      return switch (by) {
        case STARTED -> new Order("started_at", LONG, SHORT);
        case PAID -> new Order("paid_at", LONG, SHORT);
        case UPDATED -> new Order("updated_at", SHORT, LONG);
      };
    }

    /** The first condition is always true; only the lists' index asks for it. */
    String isClose() {
      return " and listed_at < 'infinity' and listed_at - %1$s >= %3$s and listed_at - %1$s <= %2$s"
          .formatted(column, interval(earlier, ""), interval(later, "-"));
    }

    String isEarlier() {
      return " and listed_at - %s > %s".formatted(column, interval(earlier, ""));
    }

    String isLater() {
      return " and listed_at - %s < %s".formatted(column, interval(later, "-"));
    }

    /** As the indexes write it. */
    private static String interval(Duration length, String sign) {
      return "interval '%s1 %s'".formatted(sign, length.equals(LONG) ? "hour" : "minute");
    }
  }

  /**
   * The payment numbers of a page, the oldest first.
   *
   * @param total how many the list has
   * @param first how many stand before the page, the oldest first
   * @param count how many the page has; the list has no fewer
   */
  List<String> oldestFirst(long total, long first, long count) {
    long after = total - first - count;
    if (first <= near) {
      return forwards(null, first, count);
    }
    if (after <= near) {
      return backwards(null, after, count);
    }
    Optional<Instant> counted = countedNear(first);
    if (counted.isEmpty()) { // nothing is counted yet
      return first < after ? forwards(null, first, count) : backwards(null, after, count);
    }
    Instant mark = counted.get();
    long before = countBefore(mark);
    long backwards = Math.clamp(before - first, 0, count);
    List<String> page = new ArrayList<>();
    if (backwards > 0) {
      page.addAll(backwards(mark, before - first - backwards, backwards));
    }
    if (backwards < count) {
      page.addAll(forwards(mark, Math.max(0, first - before), count - backwards));
    }
    return page;
  }

  /** The end of a stretch that is counted and has about so many payments before it. */
  private Optional<Instant> countedNear(long before) {
    return sql("""
            select ended from (
              select ended, sum(sum(count)) over (order by ended) as so_far from payment_count
               where merchant_id = :merchant and began >= :from and ended <= :to %s
               group by ended) s
             order by abs(so_far - :before) limit 1
            """.formatted(ofStates))
        .param("from", utc(from))
        .param("to", utc(to))
        .param("before", before)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /**
   * How many payments of the list have a time of its order before this one: those that are listed
   * before it, without those whose time is not before it, and with those listed later whose time
   * is.
   */
  private long countBefore(Instant mark) {
    long listed =
        sql(JdbcPaymentCounts.total(ofStates))
            .param("from", utc(from))
            .param("until", utc(mark))
            .query(Long.class)
            .single();
    String count = "(select count(*)" + LISTED + ofStates + " and " + order.column;
    return listed
        + sql("select "
                + count.formatted("next") + " < :mark" + order.isClose() + ") + "
                + count.formatted("rest") + " < :mark" + order.isEarlier() + ") - "
                + count.formatted("last") + " >= :mark" + order.isClose() + ") - "
                + count.formatted("past") + " >= :mark" + order.isLater() + ")")
            .param("mark", utc(mark))
            .param("nextFrom", utc(mark))
            .param("nextTo", utc(earlier(to, mark.plus(order.earlier))))
            .param("restFrom", utc(mark))
            .param("restTo", utc(to))
            .param("lastFrom", utc(later(from, mark.minus(order.later))))
            .param("lastTo", utc(mark.minus(SHORTEST)))
            .param("pastFrom", utc(from))
            .param("pastTo", utc(mark.minus(SHORTEST)))
            .query(Long.class)
            .single();
  }

  /** From a time on, or from the list's beginning. */
  private List<String> forwards(@Nullable Instant mark, long skipped, long count) {
    Instant begin = mark == null ? from : later(from, mark.plus(order.earlier));
    // So many payments from the mark on have a time up to this one.
    Optional<Instant> end = close(begin, to, " order by listed_at", skipped + count);
    return between(
        mark,
        end.map(at -> at.plus(order.later).plus(SHORTEST)).orElse(null),
        " order by at, payment_number",
        skipped,
        count);
  }

  /** Up to a time, or to the list's end; in the order of the list, too. */
  private List<String> backwards(@Nullable Instant mark, long skipped, long count) {
    Instant end = mark == null ? to : earlier(to, mark.minus(order.later).minus(SHORTEST));
    Optional<Instant> begin = close(from, end, " order by listed_at desc", skipped + count);
    return between(
            begin.map(at -> at.minus(order.earlier)).orElse(null),
            mark,
            " order by at desc, payment_number desc",
            skipped,
            count)
        .reversed();
  }

  /** When the payment with this place is listed, of those whose time is close to that. */
  private Optional<Instant> close(Instant from, Instant to, String sorted, long place) {
    return sql("select listed_at"
            + LISTED.formatted("close")
            + ofStates
            + order.isClose()
            + sorted
            + " limit 1 offset :before")
        .param("closeFrom", utc(from))
        .param("closeTo", utc(to))
        .param("before", place - 1)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /**
   * Some of the payments whose time lies between two.
   *
   * @param first included; null for any
   * @param end excluded; null for any
   */
  private List<String> between(
      @Nullable Instant first, @Nullable Instant end, String sorted, long skipped, long count) {
    String some =
        "select payment_number, " + order.column + " as at" + LISTED + ofStates
            + " and %2$s >= :first and %2$s < :end";
    return sql("select payment_number from ("
            + some.formatted("close", order.column) + order.isClose() + " union all "
            + some.formatted("earlier", order.column) + order.isEarlier() + " union all "
            + some.formatted("later", order.column) + order.isLater() + ") found"
            + sorted + " limit :count offset :skipped")
        .param("first", first == null ? OffsetDateTime.MIN : utc(first))
        .param("end", end == null ? OffsetDateTime.MAX : utc(end))
        .param("closeFrom", utc(first == null ? from : later(from, first.minus(order.later))))
        .param("closeTo", utc(end == null ? to : earlier(to, end.plus(order.earlier))))
        .param("earlierFrom", utc(first == null ? from : later(from, first)))
        .param("earlierTo", utc(to))
        .param("laterFrom", utc(from))
        .param("laterTo", utc(end == null ? to : earlier(to, end)))
        .param("count", count)
        .param("skipped", skipped)
        .query(String.class)
        .list();
  }

  private JdbcClient.StatementSpec sql(String text) {
    return db.sql(text).params(params);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;
import static java.util.Objects.requireNonNull;

import dev.naru.hub.payment.Payments.Sorting.By;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
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
 * corrections how many stand before it in the list's order. Two such times are found with the page
 * between them, and what is between them is sorted. It finds exactly what {@code order by … offset}
 * finds.
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

  private static final String FORWARDS = "";
  private static final String BACKWARDS = " desc";

  /** The statements that a page may take at most to find its place. */
  private static final int MOST_GUESSES = 8;

  private final JdbcClient db;
  private final Map<String, Object> params;
  private final Instant from;
  private final Instant to;
  private final String ofStates;
  private final Order order;
  private final int near;
  private final int enough;

  /**
   * @param params {@code merchant}, and those of {@code ofStates}
   * @param from of {@code listed_at}, included
   * @param to included
   * @param ofStates a condition, or empty
   * @param near a page that ends that near to an end of its list is read from that end
   * @param enough so many payments may be read for a page that stands elsewhere
   */
  JdbcListPages(
      JdbcClient db,
      Map<String, Object> params,
      Instant from,
      Instant to,
      String ofStates,
      By by,
      int near,
      int enough) {
    this.db = db;
    this.params = params;
    this.from = from;
    this.to = to;
    this.ofStates = ofStates;
    this.order = Order.of(by);
    this.near = near;
    this.enough = enough;
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
    if (first + count <= near) {
      // So many payments have a time of the list's order up to this one.
      return close(FORWARDS, first + count)
          .map(at -> between(null, at.plus(order.later).plus(SHORTEST), FORWARDS, first, count))
          .orElseGet(() -> between(null, null, FORWARDS, first, count));
    }
    if (after + count <= near) {
      return close(BACKWARDS, after + count)
          .map(at -> between(at.minus(order.earlier), null, BACKWARDS, after, count))
          .orElseGet(() -> between(null, null, BACKWARDS, after, count))
          .reversed();
    }
    var bracket = new Bracket(total, first, first + count);
    bracket.narrow();
    return between(bracket.low.at, bracket.high.at, FORWARDS, first - bracket.low.before, count);
  }

  /** When the payment with this place is listed, of those whose time is close to that. */
  private Optional<Instant> close(String direction, long place) {
    return sql("select listed_at"
            + LISTED.formatted("close")
            + ofStates
            + order.isClose()
            + " order by listed_at"
            + direction
            + " limit 1 offset :before")
        .param("closeFrom", utc(from))
        .param("closeTo", utc(to))
        .param("before", place - 1)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /**
   * A time at which a stretch ends, or an end of the list.
   *
   * @param at null for an end of the list
   * @param before how many stand before it: in a bracket exactly those with an earlier time in the
   *     list's order, else those of the stretches up to it
   */
  private record Mark(@Nullable Instant at, long before) {}

  /** Two marks with a page between them, and little else. */
  private final class Bracket {

    private final long first;
    private final long end;
    private final List<Mark> marks = marks();
    private Mark low = new Mark(null, 0);
    private Mark high;

    /** The marks that may be before the page, or behind it: up to an index, or from one on. */
    private int begin = 0;

    private int lastLow = marks.size() - 1;
    private int firstHigh = 0;
    private int stop = marks.size();

    /** How many more stand before the mark that was counted last than the stretches tell. */
    private long shift;

    Bracket(long total, long first, long end) {
      this.high = new Mark(null, total);
      this.first = first;
      this.end = end;
    }

    /** The time of a stretch is guessed, and then counted exactly. */
    void narrow() {
      for (int tries = 0; tries < MOST_GUESSES && high.before - low.before > enough; tries++) {
        boolean lowers = first - low.before >= high.before - end;
        if (lowers ? begin > lastLow : firstHigh >= stop) {
          lowers = !lowers;
        }
        if (lowers ? begin > lastLow : firstHigh >= stop) {
          return;
        }
        count(lowers ? lastUpToTheFirst() : firstFromTheEndOn());
      }
    }

    private int lastUpToTheFirst() {
      int guess = begin;
      while (guess < lastLow && marks.get(guess + 1).before + shift <= first) {
        guess++;
      }
      return guess;
    }

    private int firstFromTheEndOn() {
      int guess = stop - 1;
      while (guess > firstHigh && marks.get(guess - 1).before + shift >= end) {
        guess--;
      }
      return guess;
    }

    private void count(int index) {
      Mark guessed = marks.get(index);
      Mark counted = new Mark(guessed.at, countBefore(requireNonNull(guessed.at)));
      shift = counted.before - guessed.before;
      if (counted.before <= first) {
        low = counted;
        begin = index + 1;
      } else if (counted.before >= end) {
        high = counted;
        stop = index;
      }
      if (counted.before > first) {
        lastLow = Math.min(lastLow, index - 1);
      }
      if (counted.before < end) {
        firstHigh = Math.max(firstHigh, index + 1);
      }
    }
  }

  private List<Mark> marks() {
    return sql("""
    select ended, sum(sum(count)) over (order by ended) from payment_count
     where merchant_id = :merchant and began >= :from and ended <= :to %s
     group by ended order by ended
    """
            .formatted(ofStates))
        .param("from", utc(from))
        .param("to", utc(to))
        .query((row, number) ->
            new Mark(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2)))
        .list();
  }

  /**
   * How many payments of the list have a time of its order before this one: those that are listed
   * before it, without those whose time is not before it, and with those listed later whose time
   * is.
   */
  private long countBefore(Instant mark) {
    String count = "(select count(*)" + LISTED + ofStates + " and " + order.column;
    return sql("select ("
            + JdbcPaymentCounts.total(ofStates)
            + ") + "
            + (count.formatted("next") + " < :until" + order.isClose() + ") + ")
            + (count.formatted("rest") + " < :until" + order.isEarlier() + ") - ")
            + (count.formatted("last") + " >= :until" + order.isClose() + ") - ")
            + (count.formatted("past") + " >= :until" + order.isLater() + ")"))
        .param("from", utc(from))
        .param("until", utc(mark))
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

  /**
   * Some of the payments whose time lies between two.
   *
   * @param first included; null for any
   * @param end excluded; null for any
   */
  private List<String> between(
      @Nullable Instant first, @Nullable Instant end, String direction, long skipped, long count) {
    String some =
        "select payment_number, "
            + order.column
            + " as at"
            + LISTED
            + ofStates
            + " and %2$s >= :first and %2$s < :end";
    return sql("select payment_number from ("
            + some.formatted("close", order.column)
            + order.isClose()
            + " union all "
            + some.formatted("earlier", order.column)
            + order.isEarlier()
            + " union all "
            + some.formatted("later", order.column)
            + order.isLater()
            + ") found"
            + " order by at"
            + direction
            + ", payment_number"
            + direction
            + " limit :count offset :skipped")
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
        .query((row, number) -> row.getString(1))
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

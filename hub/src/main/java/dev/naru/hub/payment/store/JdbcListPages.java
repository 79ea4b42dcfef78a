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
 * Finds a page of a long list of payments without reading the payments before it. Its result is
 * exactly that of {@code order by … offset … limit}.
 *
 * <p>A list contains the payments whose {@code listed_at}, the time of their present status, lies
 * in a given period. It is sorted by another column, such as {@code started_at}. The kept counts
 * (migration V83) say how many payments are listed before the end of each stretch of time. For
 * nearly all payments the two columns are at most an hour apart; the others have indexes of their
 * own (migration V85). So it costs little to turn such a count into the number of payments that
 * come before that time in the list's own order ({@link #countBefore}).
 *
 * <p>The class looks for one such time shortly before the page and one shortly after it, reads the
 * payments between them and sorts only these. A page close to an end of the list is read from that
 * end.
 *
 * <p>Preconditions: the column that the list is sorted by is null in none of its payments, and the
 * caller's transaction sees one state of the database (repeatable read).
 */
final class JdbcListPages {

  /** The smallest difference between two times that PostgreSQL can store: a microsecond. */
  static final Duration SHORTEST = Duration.of(1, ChronoUnit.MICROS);

  private static final String LISTED =
      """
       from payment
      where merchant_id = :merchant and listed_at >= :%1$sFrom and listed_at <= :%1$sTo\
      """;

  private static final String FORWARDS = "";
  private static final String BACKWARDS = " desc";

  /** The most times that payments are counted to find a page's place. */
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
   * @param params the SQL parameters {@code merchant} and those of {@code ofStates}
   * @param from the first {@code listed_at} of the list
   * @param to the last {@code listed_at} of the list
   * @param ofStates an SQL condition that starts with {@code and}, or empty for all payments
   * @param by the column that the list is sorted by
   * @param near a page is read from an end of the list when it lies within this many payments of it
   * @param enough for any other page, the search for times around it stops when at most this many
   *     payments lie between them
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
   * A column that lists are sorted by. A payment's value in it is close to {@code listed_at} when
   * it lies between {@code earlier} before it and {@code later} after it. The indexes of migration
   * V85 contain the payments whose value isn't close.
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

    /**
     * The SQL condition for a value close to {@code listed_at}. Its first part is always true;
     * without it PostgreSQL couldn't use the lists' partial index, which has that condition.
     */
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

    /**
     * The SQL constant for an interval, written as in the conditions of the indexes of migration
     * V85.
     */
    private static String interval(Duration length, String sign) {
      return "interval '%s1 %s'".formatted(sign, length.equals(LONG) ? "hour" : "minute");
    }
  }

  /**
   * Finds the payment numbers of a page, the oldest first.
   *
   * @param total how many payments the list has
   * @param first how many payments of the list come before the page, counted from the oldest
   * @param count how many payments the page has; {@code first + count} must not exceed {@code
   *     total}
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

  /**
   * Finds {@code listed_at} of the payment at a place in the order of {@code listed_at}, among
   * those whose value in the list's column is close to it. Empty when there are fewer such
   * payments.
   *
   * @param direction {@link #FORWARDS} to count places from the oldest, {@link #BACKWARDS} from the
   *     newest
   * @param place the place, from 1
   */
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
   * A time that divides the list in two.
   *
   * @param at null for an end of the list
   * @param before how many payments come before that time. In {@link Bracket#low} and {@link
   *     Bracket#high} they are counted exactly in the list's own order; in {@link Bracket#marks}
   *     they are those of the counted stretches up to that time, which is only near that number
   */
  private record Mark(@Nullable Instant at, long before) {}

  /** Two marks around a page, which {@link #narrow} moves closer to it. */
  private final class Bracket {

    private final long first;
    private final long end;
    private final List<Mark> marks = marks();
    private Mark low = new Mark(null, 0);
    private Mark high;

    /**
     * The marks with the indexes {@code begin} to {@code lastLow} may still become {@code low}, and
     * those from {@code firstHigh} until before {@code stop} may become {@code high}.
     */
    private int begin = 0;

    private int lastLow = marks.size() - 1;
    private int firstHigh = 0;
    private int stop = marks.size();

    /**
     * How many more payments came before the mark that was counted last than its stretches said.
     * The next guess assumes the same difference.
     */
    private long shift;

    Bracket(long total, long first, long end) {
      this.high = new Mark(null, total);
      this.first = first;
      this.end = end;
    }

    /**
     * Moves {@code low} and {@code high} towards the page until at most {@code enough} payments lie
     * between them, no mark is left, or the statements are used up. Each step chooses the mark that
     * is probably next to the page and counts the payments before it exactly.
     */
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
   * Counts the payments of the list whose value in its column is before {@code mark}. These are the
   * payments with an earlier {@code listed_at}, minus those of them whose value isn't earlier, plus
   * those with a later {@code listed_at} whose value is earlier.
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
   * Reads the numbers of payments whose value in the list's column lies between two times, in the
   * list's order.
   *
   * @param first the first time, included; null for no bound
   * @param end the second time, excluded; null for no bound
   * @param direction {@link #FORWARDS} for the oldest first, {@link #BACKWARDS} for the newest
   *     first
   * @param skipped how many of them to leave out at the beginning
   * @param count how many to read at most
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

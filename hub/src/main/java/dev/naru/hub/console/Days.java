package dev.naru.hub.console;

import dev.naru.hub.payment.PaymentFigures.Line;
import dev.naru.hub.payment.PaymentState;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The days of the first page, and their sums. Payments that nobody has paid or failed yet count
 * nowhere but in what waits. The volume is what was paid in won, before refunds.
 *
 * @param days every day, the first one first
 * @param groups by method and PG, the one with the most payments first
 */
public record Days(List<Day> days, List<Group> groups) {

  private static final String WON = "KRW";
  private static final Set<PaymentState> PAID = Set.of(PaymentState.PAID, PaymentState.CANCELLED);

  /** What came of some payments. */
  public record Sum(long paid, long failed, long volumeMinor, long refundedMinor) {

    /** Paid ones of a hundred that ended; -1 when none ended. */
    public long successPercent() {
      long ended = paid + failed;
      return ended == 0 ? -1 : (200 * paid + ended) / (2 * ended);
    }
  }

  /** A day. */
  public record Day(LocalDate day, Sum sum) {}

  /** The payments of one method and PG in all of the days. */
  public record Group(String method, String provider, Sum sum) {}

  static Days of(List<Line> lines, Map<Long, String> providers, LocalDate first, LocalDate last) {
    Map<LocalDate, List<Line>> byDay = lines.stream().collect(Collectors.groupingBy(Line::day));
    List<Day> days =
        first
            .datesUntil(last.plusDays(1))
            .map(day -> new Day(day, sum(byDay.getOrDefault(day, List.of()))))
            .toList();
    Function<Line, String> key =
        line -> line.method() + " " + providers.getOrDefault(line.channelId(), "–");
    List<Group> groups =
        lines.stream()
            .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(group -> group(group.getKey(), group.getValue()))
            .filter(group -> group.sum().paid() + group.sum().failed() > 0)
            .sorted(Comparator.comparingLong(group -> -group.sum().paid() - group.sum().failed()))
            .toList();
    return new Days(days, groups);
  }

  private static Group group(String key, List<Line> lines) {
    String[] parts = key.split(" ", 2);
    return new Group(parts[0], parts[1], sum(lines));
  }

  /** All days together. */
  public Sum all() {
    return days.stream()
        .map(Day::sum)
        .reduce(
            new Sum(0, 0, 0, 0),
            (a, b) ->
                new Sum(
                    a.paid + b.paid,
                    a.failed + b.failed,
                    a.volumeMinor + b.volumeMinor,
                    a.refundedMinor + b.refundedMinor));
  }

  /** The last day. */
  public Sum today() {
    return days.getLast().sum();
  }

  private static Sum sum(List<Line> lines) {
    return new Sum(
        total(lines, line -> PAID.contains(line.state()), Line::count),
        total(lines, line -> line.state() == PaymentState.FAILED, Line::count),
        total(lines, line -> PAID.contains(line.state()) && isWon(line), Line::amountMinor),
        total(lines, Days::isWon, Line::cancelledMinor));
  }

  private static boolean isWon(Line line) {
    return line.currency().equals(WON);
  }

  private static long total(List<Line> lines, Predicate<Line> which, ToLongFunction<Line> value) {
    return lines.stream().filter(which).mapToLong(value).sum();
  }

  /**
   * How high a bar of a value is, of a chart's whole height.
   *
   * @param most the highest value of the chart
   */
  public static long height(long value, long most, long whole) {
    return most == 0 ? 0 : Math.max(value == 0 ? 0 : 1, value * whole / most);
  }

  /** The highest value of the days, 1 at least. */
  public long most(Function<Sum, Long> value) {
    return Math.max(1, days.stream().mapToLong(day -> value.apply(day.sum())).max().orElse(0));
  }
}

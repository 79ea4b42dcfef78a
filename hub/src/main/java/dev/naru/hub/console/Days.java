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
 * The figures of the console's first page, by day and in sum. A payment counts once it is paid or
 * has failed. The volume is what was paid in won, before refunds.
 *
 * @param days every day, oldest first
 * @param groups the sums by method and PG, the one with the most payments first
 */
public record Days(List<Day> days, List<Group> groups) {

  private static final String WON = "KRW";
  private static final Set<PaymentState> PAID = Set.of(PaymentState.PAID, PaymentState.CANCELLED);

  /**
   * The sums of some payments: how many were paid and failed, the volume and the refunds in won.
   */
  public record Sum(long paid, long failed, long volumeMinor, long refundedMinor) {

    /** How many of a hundred payments that ended were paid; -1 when none ended. */
    public long successPercent() {
      long ended = paid + failed;
      return ended == 0 ? -1 : (200 * paid + ended) / (2 * ended);
    }
  }

  /** One day in Korea. */
  public record Day(LocalDate day, Sum sum) {}

  /** The sum over all days of the payments of one method and PG. */
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

  /** The sum of all days. */
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

  /** The sum of the last day. */
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
   * The height of a bar in a chart, in the unit of {@code whole}.
   *
   * @param most the highest value of the chart
   * @param whole the chart's height
   */
  public static long height(long value, long most, long whole) {
    return most == 0 ? 0 : Math.max(value == 0 ? 0 : 1, value * whole / most);
  }

  /** The highest value of the days; at least 1. */
  public long most(Function<Sum, Long> value) {
    return Math.max(1, days.stream().mapToLong(day -> value.apply(day.sum())).max().orElse(0));
  }
}

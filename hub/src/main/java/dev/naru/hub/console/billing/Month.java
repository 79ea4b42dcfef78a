package dev.naru.hub.console.billing;

import dev.naru.hub.schedule.Schedule.Status;
import dev.naru.hub.schedule.ScheduleLists.DayCount;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A month as a calendar shows it.
 *
 * @param weeks each from Sunday to Saturday; days of the neighbouring months are empty
 */
public record Month(YearMonth month, List<List<Day>> weeks) {

  /**
   * A day.
   *
   * @param date null for a day of another month
   * @param pending how many schedules wait
   * @param executed how many schedules were carried out, whether their payments succeeded or failed
   */
  public record Day(@Nullable LocalDate date, long pending, long executed, boolean today) {}

  private static final int DAYS = 7;

  static Month of(YearMonth month, List<DayCount> counts, LocalDate today) {
    List<List<Day>> weeks = new ArrayList<>();
    List<Day> week = new ArrayList<>();
    int empty = month.atDay(1).getDayOfWeek().getValue() % DAYS;
    for (int i = 0; i < empty; i++) {
      week.add(new Day(null, 0, 0, false));
    }
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      LocalDate date = month.atDay(day);
      week.add(
          new Day(
              date,
              count(counts, date, Status.SCHEDULED),
              count(counts, date, Status.EXECUTED),
              date.equals(today)));
      if (week.size() == DAYS) {
        weeks.add(week);
        week = new ArrayList<>();
      }
    }
    while (!week.isEmpty() && week.size() < DAYS) {
      week.add(new Day(null, 0, 0, false));
    }
    if (!week.isEmpty()) {
      weeks.add(week);
    }
    return new Month(month, weeks);
  }

  private static long count(List<DayCount> counts, LocalDate day, Status status) {
    return counts.stream()
        .filter(each -> each.day().equals(day) && each.status() == status)
        .mapToLong(DayCount::count)
        .sum();
  }
}

package dev.naru.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * The table at the end of a run.
 *
 * @param floor the time that the database alone took for the same number of charges
 * @param webhooks how many webhooks arrived
 * @param lastWebhook the time from the due second to the last webhook
 * @param cpu the processor time that this process used while charging, for the hub, the PG and the
 *     other callers
 * @param load the machine's load average at the start
 */
record Report(
    Options options,
    Charging charging,
    OtherCalls api,
    Duration floor,
    int webhooks,
    Duration lastWebhook,
    Duration cpu,
    double load) {

  /**
   * How long the API's other callers waited.
   *
   * @param before the calls until the due second
   * @param during the calls from the due second until all was paid
   * @param failures the number of failed calls
   */
  record OtherCalls(Map<String, Timings> before, Map<String, Timings> during, int failures) {}

  /**
   * How fast the schedules were charged.
   *
   * @param paid the number of schedules that were paid
   * @param took the time from the due second to the last commit
   * @param lateness the times from the due second to each charge's arrival at the PG
   */
  record Charging(int paid, Duration took, Timings lateness) {}

  void print(PrintStream out) {
    double hubRate = rate(charging.took());
    double floorRate = rate(floor);
    out.println();
    row(out, "all paid after", "%.1f s", seconds(charging.took()));
    row(out, "charges a second", "%.0f", hubRate);
    row(out, "lateness of a charge, median", "%.1f s", charging.lateness().percentileMs(50) / 1e3);
    row(out, "lateness of the last one", "%.1f s", charging.lateness().maxMs() / 1e3);
    if (options.webhooks()) {
      row(out, "webhooks delivered", "%.0f", (double) webhooks);
      row(out, "the last of them after", "%.1f s", seconds(lastWebhook));
    }
    row(
        out,
        "processor time a charge, without PostgreSQL",
        "%.2f ms",
        cpu.toNanos() / 1e6 / options.count());
    row(out, "load average of the machine at the start", "%.1f", load);
    row(out, "floor: charges a second by JDBC", "%.0f", floorRate);
    row(out, "ratio to the floor", "%.2f", hubRate / floorRate);
    out.println();
    out.printf("%-50s %9s %9s %9s %9s%n", "other API calls, ms", "count", "median", "p95", "p99");
    api.before().forEach((name, timings) -> row(out, name, " before", timings));
    api.during().forEach((name, timings) -> row(out, name, " meanwhile", timings));
    row(out, "calls that failed", "%.0f", (double) api.failures());
    out.println();
  }

  private double rate(Duration took) {
    return options.count() / seconds(took);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static void row(PrintStream out, String what, String format, double value) {
    out.printf("%-50s %9s%n", what, format.formatted(value));
  }

  private static void row(PrintStream out, String name, String when, Timings timings) {
    String call = name.length() + when.length() > 50 ? name.substring(0, 50 - when.length()) : name;
    out.printf(
        "%-50s %9d %9.1f %9.1f %9.1f%n",
        call + when,
        timings.count(),
        timings.percentileMs(50),
        timings.percentileMs(95),
        timings.percentileMs(99));
  }
}

package dev.naru.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The resources that were used until a moment, or between two moments: processor time, the work
 * that PostgreSQL did, and the memory that the hub allocated.
 *
 * @param cpuMs milliseconds of processor time by process: hub, postgres, pg, callers
 * @param counts by name: statements, commits, rows read and changed, kilobytes allocated and logged
 */
record Cost(Map<String, Double> cpuMs, Map<String, Double> counts) {

  Cost since(Cost before) {
    return new Cost(minus(cpuMs, before.cpuMs), minus(counts, before.counts));
  }

  /** The average cost of one call, when this is the cost of {@code calls} calls. */
  Cost per(int calls) {
    return new Cost(divided(cpuMs, calls), divided(counts, calls));
  }

  double totalCpuMs() {
    return cpuMs.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Map<String, Double> minus(Map<String, Double> now, Map<String, Double> before) {
    Map<String, Double> differences = new LinkedHashMap<>();
    now.forEach((name, value) -> differences.put(name, value - before.getOrDefault(name, 0.0)));
    return differences;
  }

  private static Map<String, Double> divided(Map<String, Double> all, int by) {
    Map<String, Double> each = new LinkedHashMap<>();
    all.forEach((name, value) -> each.put(name, value / by));
    return each;
  }
}

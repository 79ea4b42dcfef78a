package dev.naru.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was used up to a moment, or between two: processor time by who used it, what PostgreSQL did,
 * and what the hub allocated.
 *
 * @param cpuMs by process: hub, postgres, pg, callers
 * @param counts statements, commits, rows read and changed, bytes
 */
record Cost(Map<String, Double> cpuMs, Map<String, Double> counts) {

  Cost since(Cost before) {
    return new Cost(minus(cpuMs, before.cpuMs), minus(counts, before.counts));
  }

  /** Of one call, where there were so many. */
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

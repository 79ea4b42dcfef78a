package dev.naru.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures one operation under load. Its rounds alternate with rounds in which the database alone
 * does comparable work. Compare the ratio of the two rates and the cost of a call between runs:
 * other programs on the machine hardly change these.
 */
final class LoadBench {

  /** A round ends after this time, even if it has made fewer calls than planned. */
  private static final long PATIENCE_MS = 120_000;

  private final Work.Kind kind;
  private final LoadOptions options;
  private final Path folder;
  private final PrintStream out;

  LoadBench(Work.Kind kind, LoadOptions options, Path folder, PrintStream out) {
    this.kind = kind;
    this.options = options;
    this.folder = folder;
    this.out = out;
  }

  private Work.Kind floor() {
    return kind == Work.Kind.GET ? Work.Kind.FLOOR_SELECT : Work.Kind.FLOOR_INSERT;
  }

  /**
   * Runs the benchmark and prints its report.
   *
   * @return false when the books disagree
   */
  boolean run() throws Exception {
    String name = kind.name().toLowerCase(Locale.ROOT);
    out.printf(
        "%s: %d callers, %d rounds of %,d calls; %d processors, load %.1f%n",
        name,
        options.callers(),
        options.rounds(),
        options.calls(),
        Runtime.getRuntime().availableProcessors(),
        Machine.now().load());
    Map<String, Object> report = new LinkedHashMap<>();
    try (LoadStage stage = new LoadStage(folder, options, out)) {
      stage.warmUp(kind, options.callers(), options.calls());
      round(stage, floor(), options.calls());
      stage.meter().forget();
      Cost before = stage.meter().read();
      List<Double> rates = new ArrayList<>();
      List<Double> floors = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      List<Cost> costs = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        double floor = round(stage, floor(), options.calls()).rate();
        Cost start = stage.meter().read();
        Work.Result result = round(stage, kind, options.calls());
        costs.add(stage.meter().read().since(start).per(result.count()));
        rates.add(result.rate());
        floors.add(floor);
        ratios.add(result.rate() / floor);
        out.printf(
            "  round %d: %,.0f a second, floor %,.0f, ratio %.3f, %.2f ms of processor time%n",
            round + 1, result.rate(), floor, result.rate() / floor, costs.getLast().totalCpuMs());
      }
      Cost all = stage.meter().read().since(before);
      List<String> slowest = stage.meter().slowest(16);
      Work.Result paced =
          stage.run(
              kind,
              options.callers(),
              PATIENCE_MS,
              Math.max(1, median(rates) / 2),
              options.calls());
      Work.Result alone = stage.run(kind, 1, PATIENCE_MS, 0, Math.min(500, options.calls()));
      report.put("operation", name);
      report.put("callers", options.callers());
      report.put("rate", median(rates));
      report.put("floor", median(floors));
      report.put("ratio", median(ratios));
      report.put("cpuMs", medians(costs.stream().map(Cost::cpuMs).toList()));
      report.put("counts", medians(costs.stream().map(Cost::counts).toList()));
      report.put("latenciesAtHalfTheRate", paced.latencies());
      report.put("latenciesOfOneCaller", alone.latencies());
      report.put("load", Machine.now().load());
      slowest.forEach(out::println);
      out.printf("processor time in all, s: %s%n", seconds(all.cpuMs()));
      return LoadReport.end(name, report, stage, folder, out);
    }
  }

  private Work.Result round(LoadStage stage, Work.Kind work, int calls) throws IOException {
    return stage.run(work, options.callers(), PATIENCE_MS, 0, calls);
  }

  private static Map<String, Double> seconds(Map<String, Double> ms) {
    Map<String, Double> all = new LinkedHashMap<>();
    ms.forEach((name, value) -> all.put(name, Math.round(value / 100) / 10.0));
    return all;
  }

  static Map<String, Double> medians(List<Map<String, Double>> rounds) {
    Map<String, Double> all = new LinkedHashMap<>();
    rounds
        .getFirst()
        .keySet()
        .forEach(name ->
            all.put(
                name, median(rounds.stream().map(each -> each.getOrDefault(name, 0.0)).toList())));
    return all;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

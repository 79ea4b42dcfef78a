package dev.naru.bench;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the cost or the gain of a second hub on the same database and the same processors.
 * Rounds that call one hub alternate with rounds whose calls go to both in turn. Both hubs run all
 * the time, so the rounds differ only in which hub answers.
 */
final class NodesBench {

  private static final long PATIENCE_MS = 120_000;

  private final LoadOptions options;
  private final Path folder;
  private final PrintStream out;

  NodesBench(LoadOptions options, Path folder, PrintStream out) {
    this.options = options;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Runs the benchmark and prints its report.
   *
   * @return false when the books disagree
   */
  boolean run() throws Exception {
    try (LoadStage stage = new LoadStage(folder, options, out)) {
      URI first = stage.world().base();
      out.println("  starting the second hub");
      List<URI> both = List.of(first, stage.world().startAnotherHub());
      Map<String, Object> report = new LinkedHashMap<>();
      for (Work.Kind kind : List.of(Work.Kind.AGAIN, Work.Kind.GET, Work.Kind.WINDOW)) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        out.println("  " + name);
        stage.callHubs(both);
        stage.warmUp(kind, options.callers(), options.calls());
        List<Double> ones = new ArrayList<>();
        List<Double> twos = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
          double one = round(stage, kind, List.of(first), options.calls());
          double two = round(stage, kind, both, options.calls());
          ones.add(one);
          twos.add(two);
          ratios.add(two / one);
          out.printf(
              "  %s, round %d: one hub %,.0f a second, two %,.0f, ratio %.2f%n",
              name, round + 1, one, two, two / one);
        }
        report.put(name + ", one hub a second", LoadBench.median(ones));
        report.put(name + ", two hubs a second", LoadBench.median(twos));
        report.put(name + ", ratio", LoadBench.median(ratios));
      }
      report.put("load", Machine.now().load());
      return LoadReport.end("nodes", report, stage, folder, out);
    }
  }

  private double round(LoadStage stage, Work.Kind kind, List<URI> hubs, int calls)
      throws Exception {
    stage.callHubs(hubs);
    return stage.run(kind, options.callers(), PATIENCE_MS, 0, calls).rate();
  }
}

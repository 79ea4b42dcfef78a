package dev.naru.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Fails when a payment costs more than it did when {@code guard.properties} was committed.
 *
 * <p>For each operation it compares the statements, the pages of tables and indexes that PostgreSQL
 * looks at, and the bytes that the hub allocates; a busy machine doesn't change these. It also
 * compares the processor time of hub and PostgreSQL, divided by that of the plain database calls in
 * the same round, with a wide margin. Elapsed time isn't compared.
 */
final class Guard {

  /** A value that exceeds the committed one by more than this share counts as a loss. */
  private static final double MARGIN = 0.15;

  /**
   * The share for processor time. It is wide, because other programs and other disks change the
   * processor time of the same work by half.
   */
  private static final double CPU_MARGIN = 1.0;

  private static final int ROUNDS = 3;
  private static final int CALLS = 200;
  private static final int CALLERS = 2;
  private static final long PATIENCE_MS = 60_000;
  private static final List<Work.Kind> OPERATIONS =
      List.of(Work.Kind.AGAIN, Work.Kind.GET, Work.Kind.WINDOW);

  private final Path folder;
  private final PrintStream out;

  Guard(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * Measures and prints the comparison.
   *
   * @return false when something costs more than it may, or the books disagree
   */
  boolean run() throws Exception {
    Map<String, List<Double>> rounds = new LinkedHashMap<>();
    List<String> faults;
    out.println("what a payment costs, beside the committed values");
    // Webhooks are sent in batches whose size depends on the moment, so none are sent.
    LoadOptions options = new LoadOptions(CALLERS, CALLS, ROUNDS, 50, 0, false);
    try (LoadStage stage = new LoadStage(folder, options, out)) {
      for (Work.Kind operation : OPERATIONS) {
        calls(stage, operation);
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Work.Kind operation : OPERATIONS) {
          Cost floor = measured(stage, Work.Kind.FLOOR_INSERT);
          Cost cost = measured(stage, operation);
          String name = operation.name().toLowerCase(Locale.ROOT);
          Map<String, Double> counts = cost.counts();
          stage
              .meter()
              .ofStatementsCalled(CALLS / 2)
              .forEach((what, count) -> note(rounds, name + "." + what, count / CALLS));
          note(rounds, name + ".allocatedKb", counts.getOrDefault("allocated KB", 0.0));
          note(rounds, name + ".cpuToFloor", server(cost) / floor.totalCpuMs());
        }
      }
      faults = stage.faults();
    }
    faults.stream().limit(20).forEach(fault -> out.println("THE BOOKS DISAGREE: " + fault));
    return compare(rounds, committed()) && faults.isEmpty();
  }

  private static double server(Cost cost) {
    return cost.cpuMs().getOrDefault("hub", 0.0) + cost.cpuMs().getOrDefault("postgres", 0.0);
  }

  private static void calls(LoadStage stage, Work.Kind operation) throws IOException {
    stage.run(operation, CALLERS, PATIENCE_MS, 0, CALLS);
  }

  private static Cost measured(LoadStage stage, Work.Kind operation) throws Exception {
    stage.meter().forget();
    Cost before = stage.meter().read();
    calls(stage, operation);
    return stage.meter().read().since(before).per(CALLS);
  }

  private static void note(Map<String, List<Double>> rounds, String name, double value) {
    rounds.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  private boolean compare(Map<String, List<Double>> rounds, Properties committed) {
    boolean good = true;
    for (Map.Entry<String, List<Double>> each : rounds.entrySet()) {
      double is = LoadBench.median(each.getValue());
      double was = Double.parseDouble(committed.getProperty(each.getKey(), "NaN"));
      double margin = each.getKey().endsWith("cpuToFloor") ? CPU_MARGIN : MARGIN;
      boolean loss = isLoss(is, was, margin);
      good &= !loss;
      out.printf(
          "  %-20s %10.2f  committed %10.2f  %s%n", each.getKey(), is, was, loss ? "LOSS" : "");
    }
    return good;
  }

  /**
   * Whether the value {@code is} exceeds {@code was} by more than the margin. It is true when
   * {@code was} is NaN, so that a value which is missing in {@code guard.properties} is noticed.
   */
  static boolean isLoss(double is, double was, double margin) {
    return !(is <= was * (1 + margin));
  }

  private static Properties committed() throws IOException {
    Properties values = new Properties();
    try (InputStream in = Guard.class.getResourceAsStream("/guard.properties")) {
      values.load(in);
    }
    return values;
  }
}

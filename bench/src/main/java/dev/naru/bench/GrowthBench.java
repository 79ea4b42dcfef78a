package dev.naru.bench;

import dev.naru.hub.payment.store.SealedBuyer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures whether an operation costs more when the database holds many payments. Each operation is
 * measured three times, with a small database, after many payments were entered, and after the
 * tables were vacuumed and analysed. Beside each result stands the rate of the database alone at
 * that time.
 */
final class GrowthBench {

  private static final long PATIENCE_MS = 120_000;
  private static final int SMALL = 10_000;
  private static final int OTHER_MERCHANTS = 999;
  private static final List<Work.Kind> KINDS =
      List.of(Work.Kind.AGAIN, Work.Kind.GET, Work.Kind.WINDOW);

  private final ListsOptions sizes;
  private final LoadOptions load;
  private final Path folder;
  private final InstantSource time;
  private final PrintStream out;
  private final Map<Work.Kind, Double> smallRatios = new LinkedHashMap<>();
  private final Map<Work.Kind, Double> smallPages = new LinkedHashMap<>();

  /**
   * @param sizes how many payments the measured merchant and the 999 others have, and how many
   *     rounds are measured
   */
  GrowthBench(
      ListsOptions sizes, LoadOptions load, Path folder, InstantSource time, PrintStream out) {
    this.sizes = sizes;
    this.load = load;
    this.folder = folder;
    this.time = time;
    this.out = out;
  }

  /**
   * Runs the benchmark and prints its report.
   *
   * @return false when the books disagree
   */
  boolean run() throws Exception {
    try (LoadStage stage = new LoadStage(folder, load, out)) {
      JdbcClient db = JdbcClient.create(stage.world().database());
      for (String table : List.of("payment", "payment_buyer")) {
        db.sql("alter table " + table + " set (autovacuum_enabled = off)").update();
      }
      Map<String, Object> report = new LinkedHashMap<>();
      enter(stage, db, 1, SMALL, 0);
      for (Work.Kind kind : KINDS) {
        stage.warmUp(kind, load.callers(), 2 * load.calls());
      }
      measure("%,d payments".formatted(SMALL), stage, report);
      enter(stage, db, SMALL + 1, sizes.count() - SMALL, sizes.others());
      measure("%,d payments, as loaded".formatted(sizes.count()), stage, report);
      for (String table : List.of("payment", "payment_buyer")) {
        db.sql("vacuum analyze " + table).update();
      }
      measure("%,d payments, analysed".formatted(sizes.count()), stage, report);
      report.put("load", Machine.now().load());
      return LoadReport.end("growth", report, stage, folder, out);
    }
  }

  private void enter(LoadStage stage, JdbcClient db, int first, int count, int others)
      throws Exception {
    out.printf("  entering %,d payments, and %,d of other merchants%n", count, others);
    long merchant = stage.merchant().id();
    long channel =
        db.sql("select id from channel where merchant_id = :m")
            .param("m", merchant)
            .query(Long.class)
            .single();
    var payments =
        new ManyPayments(
            stage.world().database(), stage.world().bean(SealedBuyer.class), time.instant());
    payments.enter(merchant, channel, first, count);
    int share = others / OTHER_MERCHANTS;
    for (int i = 0; i < OTHER_MERCHANTS && share > 0; i++) {
      payments.enter(merchant + 1 + i, 1, first + count + i * share, share);
    }
    stage.readNumbers();
  }

  private void measure(String state, LoadStage stage, Map<String, Object> report) throws Exception {
    for (Work.Kind kind : KINDS) {
      Work.Kind floor = kind == Work.Kind.GET ? Work.Kind.FLOOR_SELECT : Work.Kind.FLOOR_INSERT;
      // What was loaded is read from the disk once, by whoever comes first.
      stage.run(kind, load.callers(), PATIENCE_MS, 0, load.calls() / 2);
      List<Double> ratios = new ArrayList<>();
      List<Double> pages = new ArrayList<>();
      List<Double> cpu = new ArrayList<>();
      for (int round = 0; round < sizes.rounds(); round++) {
        double beside = stage.run(floor, load.callers(), PATIENCE_MS, 0, load.calls()).rate();
        stage.meter().forget();
        Cost start = stage.meter().read();
        Work.Result result = stage.run(kind, load.callers(), PATIENCE_MS, 0, load.calls());
        cpu.add(stage.meter().read().since(start).per(result.count()).totalCpuMs());
        pages.add(
            stage.meter().ofStatementsCalled(load.calls() / 2).getOrDefault("pages", 0.0)
                / result.count());
        ratios.add(result.rate() / beside);
      }
      double ratio = LoadBench.median(ratios);
      double looked = LoadBench.median(pages);
      smallRatios.putIfAbsent(kind, ratio);
      smallPages.putIfAbsent(kind, looked);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("ratio to the floor", ratio);
      figures.put("slower than small by", smallRatios.getOrDefault(kind, ratio) / ratio);
      figures.put("pages", looked);
      figures.put("more pages than small by", looked / smallPages.getOrDefault(kind, looked));
      figures.put("processor ms", LoadBench.median(cpu));
      report.put(kind.name().toLowerCase(Locale.ROOT) + ", " + state, figures);
      out.printf("  %s, %s: %s%n", kind.name().toLowerCase(Locale.ROOT), state, figures);
    }
  }
}

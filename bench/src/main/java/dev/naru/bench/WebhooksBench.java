package dev.naru.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures webhooks to a receiver that answers at once: how long after the payment's commit the
 * first try is made while payments come at a steady pace, and how many are sent in a second when
 * many are due at the same time: webhooks of one merchant, of which only a few may be under way,
 * and webhooks of several.
 */
final class WebhooksBench {

  private static final double PACE = 20;
  private static final int LATEST = 400;

  /**
   * Looks as the hub does, by an index scan that passes over what was sent, so that the look itself
   * costs next to nothing.
   */
  private static final String PENDING =
      """
      select count(*) from unnest(array%s) m(id)
       cross join lateral (
         select from webhook_task
          where merchant_id = m.id and state = 'pending'
            and due_at > '-infinity' and due_at < 'infinity'
          order by due_at limit 1) pending
      """;

  private static final int SEVERAL = 8;
  private static final long PATIENCE_MS = 300_000;

  private final LoadOptions options;
  private final Path folder;
  private final PrintStream out;

  WebhooksBench(LoadOptions options, Path folder, PrintStream out) {
    this.options = options;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Runs the benchmark and prints its report.
   *
   * @return false when the books disagree or a webhook wasn't delivered
   */
  boolean run() throws Exception {
    Map<String, Object> report = new LinkedHashMap<>();
    try (LoadStage stage = new LoadStage(folder, options, out)) {
      List<Long> one = List.of(stage.merchant().id());
      List<Long> several = new ArrayList<>(one);
      while (several.size() < SEVERAL) {
        several.add(stage.newMerchant().id());
      }
      awaitDelivered(stage, one);
      stage.warmUp(options.calls(), () -> sendHeap(stage, one));
      stage.meter().forget();
      sendHeaps("of one merchant", stage, one, report);
      sendHeaps("of %d merchants".formatted(SEVERAL), stage, several, report);
      stage.meter().slowest(8).forEach(out::println);
      out.printf("  payments at %.0f a second%n", PACE);
      stage.run(Work.Kind.AGAIN, options.callers(), PATIENCE_MS, PACE, LATEST);
      awaitDelivered(stage, one);
      report.put("first try after, ms, median", lateness(stage, 0.5));
      report.put("first try after, ms, p99", lateness(stage, 0.99));
      report.put("load", Machine.now().load());
      return LoadReport.end("webhooks", report, stage, folder, out);
    }
  }

  private void sendHeaps(
      String whose, LoadStage stage, List<Long> merchants, Map<String, Object> report)
      throws Exception {
    List<Double> rates = new ArrayList<>();
    List<Cost> costs = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      Cost before = stage.meter().read();
      rates.add(sendHeap(stage, merchants));
      costs.add(stage.meter().read().since(before).per(options.calls()));
      out.printf(
          "  %s, round %d: %,.0f a second, %.2f ms of processor time%n",
          whose, round + 1, rates.getLast(), costs.getLast().totalCpuMs());
    }
    report.put(whose + ", a second", LoadBench.median(rates));
    report.put(whose + ", cpuMs", LoadBench.medians(costs.stream().map(Cost::cpuMs).toList()));
    report.put(whose + ", counts", LoadBench.medians(costs.stream().map(Cost::counts).toList()));
  }

  /**
   * Makes a heap of webhooks due at once, and waits until all are sent.
   *
   * @return how many were sent in a second
   */
  private double sendHeap(LoadStage stage, List<Long> merchants) throws Exception {
    long begin = System.nanoTime();
    execute(
        stage,
        """
        insert into webhook_task (merchant_id, id, event_id, payment_number, no, url, content_type,
                                  body, state, due_at, created_at)
        select (array%s)[1 + n %% %d], gen_random_uuid(), gen_random_uuid(), 'heap_%d_' || n, 1,
               t.url, t.content_type, t.body, 'pending', now(), now()
          from (select * from webhook_task where url > '' limit 1) t,
               generate_series(1, %d) n
        """
            .formatted(merchants, merchants.size(), begin, options.calls()));
    awaitDelivered(stage, merchants);
    return options.calls() / ((System.nanoTime() - begin) / 1e9);
  }

  private static void awaitDelivered(LoadStage stage, List<Long> merchants) throws Exception {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (one(stage, PENDING.formatted(merchants)) > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("webhooks are still pending");
      }
      Thread.sleep(50);
    }
  }

  private double lateness(LoadStage stage, double share) throws Exception {
    return one(
        stage,
        """
        select percentile_cont(%s) within group (order by late) from (
          select extract(epoch from min(d.at) - t.created_at) * 1000 as late
            from webhook_task t
            join webhook_delivery d on d.merchant_id = t.merchant_id and d.task_id = t.id
           group by t.merchant_id, t.id, t.created_at
           order by t.created_at desc limit %d) latest
        """
            .formatted(share, LATEST));
  }

  private static double one(LoadStage stage, String sql) throws Exception {
    try (Connection connection = stage.world().database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    }
  }

  private static void execute(LoadStage stage, String sql) throws Exception {
    try (Connection connection = stage.world().database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

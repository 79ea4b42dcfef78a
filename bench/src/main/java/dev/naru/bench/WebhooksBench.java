package dev.naru.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * Measures webhooks to a receiver that answers at once: how long after the payment's commit the
 * first try is made while payments come at a steady pace, and how many are sent in a second when
 * many are due at the same time.
 */
final class WebhooksBench {

  private static final double PACE = 20;
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
    try (LoadStage stage = new LoadStage(folder, options, out)) {
      awaitDelivered(stage);
      out.printf("  payments at %.0f a second%n", PACE);
      stage.run(Work.Kind.AGAIN, options.callers(), PATIENCE_MS, PACE, 400);
      awaitDelivered(stage);
      out.printf(
          "first try after the commit: median %.0f ms, p99 %.0f ms%n",
          lateness(stage, 0.5), lateness(stage, 0.99));
      out.printf("  %,d due at once%n", options.calls());
      stage.meter().forget();
      Cost before = stage.meter().read();
      long begin = System.nanoTime();
      execute(
          stage,
          """
          insert into webhook_task (merchant_id, id, event_id, payment_number, no, url, content_type,
                                    body, state, due_at, created_at)
          select t.merchant_id, gen_random_uuid(), gen_random_uuid(), 'heap_' || n, 1, t.url,
                 t.content_type, t.body, 'pending', now(), now()
            from (select * from webhook_task where url > '' limit 1) t,
                 generate_series(1, %d) n
          """
              .formatted(options.calls()));
      awaitDelivered(stage);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Cost each = stage.meter().read().since(before).per(options.calls());
      out.printf("webhooks a second: %.0f%n", options.calls() / seconds);
      out.printf("a webhook's processor time, ms: %s%n", each.cpuMs());
      out.printf("a webhook's counts: %s%n", each.counts());
      stage.meter().slowest(8).forEach(out::println);
      return stage.faults().isEmpty();
    }
  }

  private static void awaitDelivered(LoadStage stage) throws Exception {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (one(stage, "select count(*) from webhook_task where state = 'pending'") > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("webhooks are still pending");
      }
      Thread.sleep(100);
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
           order by t.created_at desc limit 400) latest
        """
            .formatted(share));
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

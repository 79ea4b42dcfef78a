package dev.naru.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.testing.IndexReads;
import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.work.RowLease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the statements about webhooks read on a database that was never analysed. Their plans are
 * made while the table is nearly empty, as on the first day of a hub, and still hold when it isn't.
 */
class WebhookPlansTest {

  private static final int BATCH = 6;

  private final HandClock clock = new HandClock();

  @Test
  void no_statement_reads_more_than_its_own_rows() throws SQLException {
    onFreshDatabase((db, tasks, reads) -> {
      useAll(db, tasks, "first", 12); // now every statement has the plan that it keeps

      copies(db, 20_000, "sent");
      copies(db, 2_000, "pending");
      reads.restart();
      useAll(db, tasks, "later", 20);

      assertThat(reads.rowsPerScan())
          .isNotEmpty()
          .allSatisfy((index, rows) -> assertThat(rows).as(index).isLessThanOrEqualTo(3L * BATCH));
    });
  }

  @Test
  void a_look_passes_over_what_was_sent_since_the_last_vacuum() throws SQLException {
    onFreshDatabase((db, tasks, reads) -> {
      useAll(db, tasks, "first", 1);
      copies(db, 5_000, "pending");
      db.sql("update webhook_task set state = 'sent'").update();
      lookInVain(tasks);

      // A look marks nothing that another connection's snapshot, such as an analysis', may yet see.
      long most = Long.MAX_VALUE;
      for (int look = 0; look < 50 && most > BATCH; look++) {
        reads.restart();
        lookInVain(tasks);
        most = reads.rowsPerScan().values().stream().mapToLong(rows -> rows).max().orElseThrow();
      }
      assertThat(most).isLessThanOrEqualTo(BATCH);
    });
  }

  private interface Statements {
    void run(JdbcClient db, WebhookTasks tasks, IndexReads reads);
  }

  /** Runs statements on one connection, whose counts of what it reads are never late. */
  private void onFreshDatabase(Statements statements) throws SQLException {
    try (HikariDataSource pool = WebhookDatabase.create();
        Connection connection = pool.getConnection()) {
      var one = new SingleConnectionDataSource(connection, true);
      JdbcClient db = JdbcClient.create(one);
      statements.run(
          db, new WebhookTasks(one, new RowLease(one), clock), new IndexReads(db, "webhook_task"));
    }
  }

  private void lookInVain(WebhookTasks tasks) {
    assertThat(tasks.lanes(clock.instant())).isEmpty();
    assertThat(tasks.lease(1, BATCH, List.of(), clock.instant())).isEmpty();
  }

  private void useAll(JdbcClient db, WebhookTasks tasks, String name, int times) {
    for (int i = 0; i < times; i++) {
      for (int n = 0; n < BATCH; n++) {
        WebhookDatabase.insert(
            db,
            1,
            "imp_" + name + i + "_" + n,
            List.of(
                new WebhookTaskRow(
                    1,
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "",
                    "text/plain",
                    "",
                    "pending",
                    clock.instant())));
      }
      List<DueTask> leased = tasks.lease(1, BATCH, List.of(), clock.instant());
      assertThat(leased).hasSize(BATCH);
      tasks.release(leased.subList(0, 1));
      tasks.write(1, leased.stream().map(this::sent).toList());
    }
  }

  private SendResult sent(DueTask task) {
    Instant now = clock.instant();
    return new SendResult(
        task,
        now,
        now,
        new MerchantServer.Answer.Answered(200, "", Duration.ZERO),
        Next.SENT,
        Duration.ZERO);
  }

  private static void copies(JdbcClient db, int count, String state) {
    db.sql(
            """
            insert into webhook_task
            select (jsonb_populate_record(cast(null as webhook_task), to_jsonb(t) || jsonb_build_object(
                     'id', gen_random_uuid(), 'payment_number', '%s_' || n, 'state', '%s',
                     'lease', null, 'leased_until', null))).*
              from (select * from webhook_task limit 1) t, generate_series(1, %d) n
            """
                .formatted(state, state, count))
        .update();
  }
}

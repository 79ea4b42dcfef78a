package dev.naru.hub.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of before, with work in it, after the upgrade. */
class DueWorkMigrationTest {

  private final DataSource database = TestDatabase.empty();
  private final JdbcClient db = JdbcClient.create(database);

  @Test
  void order_and_due_times_survive_the_upgrade() {
    Flyway.configure().dataSource(database).target("11").load().migrate();
    for (String task : List.of("p1 first", "p2 first", "p1 second", "p1 third")) {
      db.sql(
              """
              insert into webhook_task (merchant_id, id, payment_number, url, content_type, body,
                                        state, due_at, created_at)
              values (1, gen_random_uuid(), :payment, '', '', :body, 'pending', now(), now())
              """)
          .param("payment", task.substring(0, 2))
          .param("body", task.substring(3))
          .update();
    }
    for (String send : List.of("one", "two", "three")) {
      db.sql(
              """
              insert into webhook_delivery (merchant_id, task_id, at, url, content_type, body,
                                            duration_ms, trigger, answer)
              select 1, id, timestamptz '2026-03-02 01:00:00Z', '', '', '', 1, 'auto', :send
                from webhook_task where payment_number = 'p2'
              """)
          .param("send", send)
          .update();
    }
    schedule("first", "executed", "null");
    schedule("second", "scheduled", "null");
    schedule("leased", "scheduled", "timestamptz '2026-03-02 01:02:00Z'");

    Flyway.configure().dataSource(database).load().migrate();

    assertThat(texts("select body || no from webhook_task where payment_number = 'p1' order by no"))
        .containsExactly("first1", "second2", "third3");
    assertThat(texts("select body || no from webhook_task where payment_number = 'p2'"))
        .containsExactly("first1");
    assertThat(texts("select answer from webhook_delivery order by at, id"))
        .containsExactly("one", "two", "three");
    assertThat(texts("select order_number from schedule order by id"))
        .containsExactly("first", "second", "leased");
    assertThat(
            texts(
                """
                select order_number || coalesce(to_char(due_at at time zone 'UTC', ' HH24:MI'), '')
                  from schedule order by id
                """))
        .containsExactly("first", "second 01:00", "leased 01:00");
    assertThat(texts("select distinct substr(cast(id as text), 15, 1) from schedule"))
        .as("the version of the ids")
        .containsExactly("7");
  }

  private void schedule(String order, String status, String leasedUntil) {
    db.sql(
            """
            insert into schedule (merchant_id, customer_key, order_number, status, channel_id,
                                  method, schedule_at, amount, currency, card_quota, buyer_sealed,
                                  seal_id, notice_urls, created_at, leased_until)
            values (1, 'c', :order, :status, 1, 'CARD', timestamptz '2026-03-02 01:00:00Z', 1000,
                    'KRW', 0, '', gen_random_uuid(), '[]', timestamptz '2026-03-01 00:00:00Z', %s)
            """
                .formatted(leasedUntil))
        .param("order", order)
        .param("status", status)
        .update();
  }

  private List<String> texts(String sql) {
    return db.sql(sql).query((row, number) -> row.getString(1)).list();
  }
}

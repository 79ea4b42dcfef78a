package dev.naru.hub.webhook;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.work.WakeUp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The webhooks of a payment and their sends, and sending one again (spec/webhooks.md §8). */
public final class WebhookHistory {

  private final JdbcClient database;
  private final InstantSource time;
  private final WakeUp wakeUp;

  WebhookHistory(JdbcClient database, InstantSource time, WakeUp wakeUp) {
    this.database = database;
    this.time = time;
    this.wakeUp = wakeUp;
  }

  /**
   * A webhook to one address.
   *
   * @param eventId {@code webhook-id}, by which the receiver knows it
   * @param state {@code pending}; {@code sent}; {@code dead} if it was given up; {@code not_sent}
   *     if the event is only recorded; {@code no_target} if there was no address
   * @param dueAt the time of the next send while pending, otherwise the end of the last one
   */
  public record Task(
      UUID id,
      UUID eventId,
      String paymentNumber,
      String url,
      String contentType,
      String body,
      String state,
      Instant createdAt,
      Instant dueAt,
      List<Delivery> deliveries) {}

  /**
   * A send.
   *
   * @param httpStatus null if there was no answer
   * @param error why there was no answer, or what was wrong after its status line; else null
   * @param trigger {@code auto}, {@code retry 1} to {@code retry 5}, or {@code manual}
   * @param answer the first 4 KB of its body
   */
  public record Delivery(
      Instant at,
      String url,
      String contentType,
      String body,
      @Nullable Integer httpStatus,
      @Nullable String error,
      Duration took,
      String trigger,
      String answer) {}

  /** The webhooks of a payment, each with its sends, oldest first. Sees one merchant only (G31). */
  public List<Task> history(long merchantId, String paymentNumber) {
    Map<UUID, List<Delivery>> sends = new HashMap<>();
    database
        .sql(
            """
            select d.* from webhook_delivery d
            join webhook_task t on t.merchant_id = d.merchant_id and t.id = d.task_id
            where d.merchant_id = ? and t.merchant_id = ? and t.payment_number = ? and t.no > 0
            order by d.at, d.id
            """)
        .params(merchantId, merchantId, paymentNumber)
        .query(row -> {
          sends
              .computeIfAbsent(row.getObject("task_id", UUID.class), _ -> new ArrayList<>())
              .add(delivery(row));
        });
    return database
        .sql(
            """
            select * from webhook_task
             where merchant_id = ? and payment_number = ? and no > 0 order by no
            """)
        .params(merchantId, paymentNumber)
        .query(
            (row, _) -> task(row, sends.getOrDefault(row.getObject("id", UUID.class), List.of())))
        .list();
  }

  /**
   * The newest webhooks of all merchants, or of one, without their sends: for the hub's operator.
   *
   * @param merchantId null for all
   * @param state of {@link Task#state}; null for any
   */
  public List<Listed> newest(@Nullable Long merchantId, @Nullable String state, int limit) {
    return database
        .sql(
            """
            select * from webhook_task
             where (cast(:merchant as bigint) is null or merchant_id = :merchant)
               and (cast(:state as text) is null or state = :state)
             order by created_at desc, id desc limit :limit
            """)
        .param("merchant", merchantId)
        .param("state", state)
        .param("limit", limit)
        .query((row, _) -> new Listed(row.getLong("merchant_id"), task(row, List.of())))
        .list();
  }

  /** The webhook with this id, with its sends; empty when there is none. */
  public Optional<Listed> find(UUID taskId) {
    return database
        .sql("select merchant_id, payment_number from webhook_task where id = ?")
        .param(taskId)
        .query((row, _) -> Map.entry(row.getLong("merchant_id"), row.getString("payment_number")))
        .optional()
        .flatMap(found ->
            history(found.getKey(), found.getValue()).stream()
                .filter(task -> task.id().equals(taskId))
                .map(task -> new Listed(found.getKey(), task))
                .findFirst());
  }

  /** A webhook and the merchant whose it is. */
  public record Listed(long merchantId, Task task) {}

  /**
   * Makes a webhook due at once, with the body and to the address that it has. It still waits for
   * earlier webhooks of its payment. Returns before it is sent.
   *
   * @return false if the merchant has no such webhook, or the webhook has no address
   */
  public boolean resend(long merchantId, UUID taskId) {
    int found =
        database
            .sql(
                """
                update webhook_task
                set manual = manual or state <> 'pending', state = 'pending', due_at = :now
                where merchant_id = :merchant and id = :id and state <> 'no_target'
                """)
            .param("now", utc(time.instant()))
            .param("merchant", merchantId)
            .param("id", taskId)
            .update();
    wakeUp.signal();
    return found > 0;
  }

  private static Task task(ResultSet row, List<Delivery> deliveries) throws SQLException {
    return new Task(
        row.getObject("id", UUID.class),
        row.getObject("event_id", UUID.class),
        row.getString("payment_number"),
        row.getString("url"),
        row.getString("content_type"),
        row.getString("body"),
        row.getString("state"),
        instant(row, "created_at"),
        instant(row, "due_at"),
        deliveries);
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        instant(row, "at"),
        row.getString("url"),
        row.getString("content_type"),
        row.getString("body"),
        row.getObject("http_status", Integer.class),
        row.getString("error"),
        Duration.ofMillis(row.getLong("duration_ms")),
        row.getString("trigger"),
        row.getString("answer"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}

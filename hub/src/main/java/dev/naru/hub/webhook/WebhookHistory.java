package dev.naru.hub.webhook;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.database.Columns;
import dev.naru.hub.database.TimeOrderedIds;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The history of webhooks and their sends, and the sending again of a webhook (spec/webhooks.md
 * §8).
 */
public final class WebhookHistory {

  /** Up to how many waiting webhooks are counted. */
  public static final int MOST_COUNTED = 1_000;

  private static final Set<String> STATES =
      Set.of("pending", "sent", "dead", "not_sent", "no_target");

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
   * @param dueAt the time of the next send while pending, otherwise the end of the last send
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

  /**
   * The webhooks of a merchant's payment, each with its sends, oldest first; empty for another
   * merchant's payment (G31).
   */
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
   * The newest webhooks of all merchants, or of one, without their sends, for the hub's operator.
   *
   * @param merchantId null for all merchants
   * @param state a value of {@link Task#state}; null for any
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

  /**
   * A merchant's webhooks without their sends, newest first.
   *
   * @param state a value of {@link Task#state}; null for any
   * @param before the id of the last webhook of the page before; null for the first page
   * @param limit 1 to 500
   */
  public List<Task> list(
      long merchantId, @Nullable String state, @Nullable UUID before, int limit) {
    return database
        .sql(
            "select * from webhook_task where merchant_id = :merchant"
                + (before == null ? "" : " and id < :before")
                // The state stands in the SQL text, so that PostgreSQL can choose the index of
                // webhooks that were given up.
                + (state == null ? "" : " and state = '" + known(state) + "'")
                + " order by id desc limit :limit")
        .param("merchant", merchantId)
        .params(before == null ? Map.of() : Map.<String, Object>of("before", before))
        .param("limit", limit)
        .query((row, _) -> task(row, List.of()))
        .list();
  }

  private static String known(String state) {
    if (!STATES.contains(state)) {
      throw new IllegalArgumentException("there is no such state of a webhook");
    }
    return state;
  }

  /** A merchant's webhook with its sends; empty when the merchant has none of this id. */
  public Optional<Task> find(long merchantId, UUID taskId) {
    List<Delivery> sends =
        database
            .sql(
                """
                select * from webhook_delivery
                 where merchant_id = ? and task_id = ? order by at, id
                """)
            .params(merchantId, taskId)
            .query((row, _) -> delivery(row))
            .list();
    return database
        .sql("select * from webhook_task where merchant_id = ? and id = ?")
        .params(merchantId, taskId)
        .query((row, _) -> task(row, sends))
        .optional();
  }

  /**
   * The webhooks that wait to be sent to a merchant.
   *
   * @param waiting how many there are, counted up to {@value #MOST_COUNTED}
   * @param more whether there are more
   * @param oldest since when the first of them waits; null when none waits
   */
  public record Queue(int waiting, boolean more, @Nullable Instant oldest) {}

  /** The webhooks that wait to be sent to a merchant now. */
  public Queue queue(long merchantId) {
    return database
        .sql(
            """
            select count(*) as waiting, min(created_at) as oldest from (
              select created_at from webhook_task
               where merchant_id = ? and state = 'pending' order by due_at, id limit ?) waiting
            """)
        .params(merchantId, MOST_COUNTED + 1)
        .query((row, _) ->
            new Queue(
                Math.min(row.getInt("waiting"), MOST_COUNTED),
                row.getInt("waiting") > MOST_COUNTED,
                Columns.instant(row, "oldest")))
        .single();
  }

  /** The most webhooks that one call sends again. */
  public static final int MOST_RESENT = 500;

  /**
   * Sends webhooks again that were given up, oldest first, like {@link #resend}. It takes at most
   * {@value #MOST_RESENT}, so that a shop that has just come back isn't flooded.
   *
   * @param from the earliest time at which they were written, included
   * @param to the latest time, excluded
   * @return the ids of the webhooks that are sent again
   */
  public List<UUID> resendGivenUp(long merchantId, Instant from, Instant to) {
    List<UUID> again =
        database
            .sql(
                """
                update webhook_task set manual = true, state = 'pending', due_at = :now
                 where merchant_id = :merchant and state = 'dead' and id = any(array(
                   select id from webhook_task
                    where merchant_id = :merchant and state = 'dead'
                      and id >= :from and id < :to
                    order by id limit :most))
                returning id
                """)
            .param("now", utc(time.instant()))
            .param("merchant", merchantId)
            .param("from", TimeOrderedIds.least(from))
            .param("to", TimeOrderedIds.least(to))
            .param("most", MOST_RESENT)
            .query((row, _) -> row.getObject("id", UUID.class))
            .list();
    wakeUp.signal();
    return again;
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

  /** A webhook and the merchant to whom it is sent. */
  public record Listed(long merchantId, Task task) {}

  /**
   * Makes a webhook due at once, with its stored body and address. It still waits for earlier
   * webhooks of its payment. The method returns before the webhook is sent.
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

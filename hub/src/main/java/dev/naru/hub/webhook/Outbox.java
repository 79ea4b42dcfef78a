package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Where events become tasks, in the transaction of the change they tell of (G19). Whoever changes a
 * payment puts {@link #INSERT_CTE} into its own statement and calls {@link #wake()} after the
 * commit. Thread-safe.
 */
public final class Outbox {

  /**
   * Inserts the rows of the parameter {@code webhook_tasks}, which is {@link #toJson}. It ends
   * before its {@code where}, so that a statement can make it depend on its own change:
   *
   * <pre>with moved as (update payment ... returning id),
   * told as (INSERT_CTE where exists (select from moved)) select ...</pre>
   *
   * The dependence also makes the order of a payment's tasks that of its changes.
   */
  public static final String INSERT_CTE =
      """
      insert into webhook_task
        (merchant_id, id, payment_number, url, content_type, body, state, due_at, created_at)
      select t.merchant_id, t.id, t.payment_number, t.url, t.content_type, t.body, t.state,
        t.created_at, t.created_at
      from jsonb_to_recordset(cast(:webhook_tasks as jsonb)) as t(
        merchant_id bigint, id uuid, payment_number text, url text, content_type text, body text,
        state text, created_at timestamptz)
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient database;
  private final InstantSource time;
  private final Supplier<UUID> ids;
  private final WakeUp wakeUp;

  /** One whose {@link #wake()} wakes nobody: for what writes events where no dispatcher runs. */
  public Outbox(JdbcClient database, InstantSource time) {
    this(database, time, UUID::randomUUID, new WakeUp());
  }

  Outbox(JdbcClient database, InstantSource time, Supplier<UUID> ids, WakeUp wakeUp) {
    this.database = database;
    this.time = time;
    this.ids = ids;
    this.wakeUp = wakeUp;
  }

  /** One row for each address the event goes to; where it goes to none, one row that says so. */
  public List<WebhookTaskRow> tasksFor(Merchant merchant, WebhookEvent event) {
    String contentType = merchant.settings().get(Setting.WEBHOOK_CONTENT_TYPE);
    String body = WebhookBody.of(event, contentType);
    Instant now = time.instant();
    List<String> targets = targets(merchant, event);
    if (targets.isEmpty()) {
      return List.of(row(merchant, event, "", contentType, body, "no_target", now));
    }
    String state = event.send() ? "pending" : "not_sent";
    return targets.stream()
        .map(url -> row(merchant, event, url, contentType, body, state, now))
        .toList();
  }

  /** The payment's own addresses win over the merchant's (spec/webhooks.md §2). */
  private static List<String> targets(Merchant merchant, WebhookEvent event) {
    boolean storeOnly =
        event.status().equals("cancelled")
            && merchant.settings().get(Setting.WEBHOOK_CANCEL_TARGET).equals("store_only");
    List<String> own =
        event.noticeUrls().stream().filter(url -> !url.isBlank()).distinct().toList();
    if (!own.isEmpty() && !storeOnly) {
      return own;
    }
    String store = merchant.settings().get(Setting.WEBHOOK_URL);
    return store.isBlank() ? List.of() : List.of(store);
  }

  private WebhookTaskRow row(
      Merchant merchant,
      WebhookEvent event,
      String url,
      String contentType,
      String body,
      String state,
      Instant now) {
    return new WebhookTaskRow(
        merchant.id(), ids.get(), event.paymentNumber(), url, contentType, body, state, now);
  }

  /** The parameter of {@link #INSERT_CTE}; no rows are fine. */
  public static String toJson(List<WebhookTaskRow> rows) {
    ArrayNode all = JSON.createArrayNode();
    for (WebhookTaskRow row : rows) {
      all.addObject()
          .put("merchant_id", row.merchantId())
          .put("id", row.id().toString())
          .put("payment_number", Text.storable(row.paymentNumber()))
          .put("url", Text.storable(row.url()))
          .put("content_type", row.contentType())
          .put("body", Text.storable(row.body()))
          .put("state", row.state())
          .put("created_at", row.createdAt().toString());
    }
    return JSON.writeValueAsString(all);
  }

  /** The insert by itself, in the caller's transaction if there is one. */
  public void insert(List<WebhookTaskRow> rows) {
    database.sql(INSERT_CTE).param("webhook_tasks", toJson(rows)).update();
  }

  /** After the commit: the dispatcher of this process looks at once instead of at its next poll. */
  public void wake() {
    wakeUp.signal();
  }
}

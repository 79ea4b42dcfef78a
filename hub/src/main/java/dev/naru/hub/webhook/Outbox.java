package dev.naru.hub.webhook;

import static dev.naru.hub.database.Columns.storable;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.WakeUp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Turns events into webhook tasks, in the transaction of the change that they report (G19). Whoever
 * changes a payment puts {@link #INSERT_CTE} into its own statement and calls {@link #wakeFor}
 * after the commit. Thread-safe.
 */
public final class Outbox {

  /**
   * Inserts the rows of the parameter {@code webhook_tasks}, which is {@link #toJson}, for the
   * payment of the parameters {@code merchant} and {@code paymentNumber}. It ends before its {@code
   * where}, so that a statement can make the insert depend on its own change:
   *
   * <pre>with moved as (update payment ... returning 1),
   * told as (INSERT_CTE where exists (select 1 from moved)) select ...</pre>
   *
   * <p>{@code no} numbers the webhooks of a payment in the order of its changes, whichever node
   * makes them: each change locks the payment's row, and each reads the last number after that.
   */
  public static final String INSERT_CTE =
      """
      insert into webhook_task
        (merchant_id, id, event_id, payment_number, no, url, content_type, body, state, due_at, created_at)
      select :merchant, t.id, t.event_id, :paymentNumber,
        t.place + coalesce((select max(w.no) from webhook_task w
                             where w.merchant_id = :merchant
                               and w.payment_number = :paymentNumber and w.no > 0), 0),
        t.url, t.content_type, t.body, t.state, t.created_at, t.created_at
      from jsonb_to_recordset(cast(:webhook_tasks as jsonb)) as t(
        id uuid, event_id uuid, place int, url text, content_type text, body text, state text,
        created_at timestamptz)
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The events that {@link Setting#WEBHOOK_EVENTS} decides about; any other is always sent. */
  private static final Set<String> CHOSEN =
      Set.of("ready", "paid", "failed", "cancelled", "api_cancels");

  private static final String ALL_FAILURES = "all_failures";

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final InstantSource time;
  private final TimeOrderedIds ids;
  private final WakeUp wakeUp;

  Outbox(InstantSource time, WakeUp wakeUp) {
    this.time = time;
    this.ids = new TimeOrderedIds(time);
    this.wakeUp = wakeUp;
  }

  /**
   * One task for each address that the event goes to. If it goes to none, one task records that.
   */
  public List<WebhookTaskRow> tasksFor(Merchant merchant, WebhookEvent event) {
    String contentType = merchant.settings().get(Setting.WEBHOOK_CONTENT_TYPE);
    String body = WebhookBody.of(event, contentType);
    Instant now = time.instant();
    UUID eventId = ids.next();
    List<String> targets = targets(merchant, event);
    if (targets.isEmpty()) {
      LOG.info(
          "nobody is told that order {} is {}: merchant {} has no webhook.url, and the payment no"
              + " notice_url",
          event.orderNumber(),
          event.status(),
          merchant.userCode());
      return List.of(
          new WebhookTaskRow(
              merchant.id(), eventId, eventId, "", contentType, body, "no_target", now));
    }
    String state = isWanted(merchant, event) ? "pending" : "not_sent";
    return targets.stream()
        .map(url ->
            new WebhookTaskRow(
                merchant.id(), ids.next(), eventId, url, contentType, body, state, now))
        .toList();
  }

  /**
   * The tasks for a failure that V1 doesn't report, because the buyer's page or the API's caller
   * knows of it. The result is empty unless the merchant has chosen {@code all_failures}.
   */
  public List<WebhookTaskRow> tasksForQuiet(Merchant merchant, Supplier<WebhookEvent> failure) {
    return tasksForFailure(merchant, false, failure);
  }

  /**
   * The tasks of a failure.
   *
   * @param told whether V1 tells of it by webhook; where it doesn't, as {@link #tasksForQuiet}
   */
  public List<WebhookTaskRow> tasksForFailure(
      Merchant merchant, boolean told, Supplier<WebhookEvent> failure) {
    return told || tellsAllFailures(merchant) ? tasksFor(merchant, failure.get()) : List.of();
  }

  public static boolean tellsAllFailures(Merchant merchant) {
    return chosen(merchant).contains(ALL_FAILURES);
  }

  private static boolean isWanted(Merchant merchant, WebhookEvent event) {
    String name = event.send() ? event.status() : "api_cancels";
    List<String> chosen = chosen(merchant);
    return !CHOSEN.contains(name)
        || chosen.contains(name)
        || (name.equals("failed") && chosen.contains(ALL_FAILURES));
  }

  private static List<String> chosen(Merchant merchant) {
    return List.of(merchant.settings().get(Setting.WEBHOOK_EVENTS).split(" "));
  }

  /** A payment's own addresses replace the merchant's (spec/webhooks.md §2). */
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

  /** The value of {@link #INSERT_CTE}'s parameter {@code webhook_tasks}; rows may be empty. */
  public static String toJson(List<WebhookTaskRow> rows) {
    ArrayNode all = JSON.createArrayNode();
    for (WebhookTaskRow row : rows) {
      all.addObject()
          .put("id", row.id().toString())
          .put("event_id", row.eventId().toString())
          .put("place", all.size())
          .put("url", storable(row.url()))
          .put("content_type", row.contentType())
          .put("body", storable(row.body()))
          .put("state", row.state())
          .put("created_at", row.createdAt().toString());
    }
    return JSON.writeValueAsString(all);
  }

  /**
   * Makes this process's dispatcher look for these webhooks at once and not at its next poll. Call
   * it after the commit; it never blocks.
   */
  public void wakeFor(List<WebhookTaskRow> rows) {
    rows.stream()
        .filter(row -> row.state().equals("pending"))
        .findFirst()
        .ifPresent(row -> wakeFor(row.merchantId()));
  }

  /**
   * Makes this process's dispatcher look for all of the merchant's webhooks at once. Call it after
   * the commit; it never blocks.
   */
  public void wakeFor(long merchantId) {
    wakeUp.signal(Lane.of(merchantId));
  }
}

package dev.naru.playground;

import dev.naru.hub.webhook.WebhookHistory;
import dev.naru.hub.webhook.WebhookHistory.Delivery;
import dev.naru.hub.webhook.WebhookHistory.Listed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The control calls about the webhooks that are sent to merchants. */
record WebhooksControl(WebhookHistory history) {

  private static final int SHOWN = 20;

  List<Map<String, Object>> newest() {
    return history.newest(null, null, SHOWN).stream().map(this::withItsReason).toList();
  }

  /**
   * A webhook with its sends.
   *
   * @throws IllegalArgumentException when no webhook has this id
   */
  Map<String, Object> one(String id) {
    Listed found = history.find(uuid(id)).orElseThrow(none(id));
    Map<String, Object> webhook = json(found);
    webhook.put("sends", found.task().deliveries().stream().map(WebhooksControl::send).toList());
    return webhook;
  }

  /**
   * Sends a webhook again.
   *
   * @throws IllegalArgumentException when no webhook has this id, or it has no address
   */
  void resend(String id) {
    Listed found = history.find(uuid(id)).orElseThrow(none(id));
    if (!history.resend(found.merchantId(), found.task().id())) {
      throw new IllegalArgumentException("id: this webhook has no address to send it to");
    }
  }

  /**
   * The webhook's JSON; for one that was given up with its last answer, or the reason why there was
   * none.
   */
  private Map<String, Object> withItsReason(Listed listed) {
    Map<String, Object> webhook = json(listed);
    if (listed.task().state().equals("dead")) {
      history
          .find(listed.merchantId(), listed.task().id())
          .filter(task -> !task.deliveries().isEmpty())
          .map(task -> task.deliveries().getLast())
          .ifPresent(last ->
              webhook.put(
                  "why",
                  last.httpStatus() != null ? last.httpStatus() : String.valueOf(last.error())));
    }
    return webhook;
  }

  private static Map<String, Object> json(Listed listed) {
    WebhookHistory.Task task = listed.task();
    Map<String, Object> webhook = new LinkedHashMap<>();
    webhook.put("id", task.id().toString());
    webhook.put("imp_uid", task.paymentNumber());
    webhook.put("state", task.state());
    webhook.put("url", task.url());
    webhook.put("body", task.body());
    webhook.put("created_at", task.createdAt().toString());
    webhook.put("due_at", task.dueAt().toString());
    return webhook;
  }

  private static Map<String, Object> send(Delivery delivery) {
    Map<String, Object> send = new LinkedHashMap<>();
    send.put("at", delivery.at().toString());
    send.put("url", delivery.url());
    send.put("status", delivery.httpStatus() == null ? 0 : delivery.httpStatus());
    send.put("error", delivery.error() == null ? "" : delivery.error());
    send.put("answer", delivery.answer());
    send.put("took_ms", delivery.took().toMillis());
    send.put("trigger", delivery.trigger());
    return send;
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw none(id).get();
    }
  }

  private static Supplier<IllegalArgumentException> none(String id) {
    return () -> new IllegalArgumentException("id: there is no webhook " + id);
  }
}

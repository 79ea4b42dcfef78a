package dev.naru.hub.webhook;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a webhook (spec/webhooks.md §3). It never has further keys, because strict shops
 * refuse them. JSON always has {@code cancellation_id}; the form has it for cancels only.
 */
final class WebhookBody {

  static final String FORM = "application/x-www-form-urlencoded";

  private static final JsonMapper JSON = JsonMapper.shared();

  private WebhookBody() {}

  static String of(WebhookEvent event, String contentType) {
    return contentType.equals(FORM) ? form(event) : json(event);
  }

  private static String json(WebhookEvent event) {
    ObjectNode body = JSON.createObjectNode();
    body.put("imp_uid", event.paymentNumber());
    body.put("merchant_uid", event.orderNumber());
    body.put("status", event.status());
    body.put("cancellation_id", event.cancellationId());
    return JSON.writeValueAsString(body);
  }

  private static String form(WebhookEvent event) {
    String body =
        "imp_uid=%s&merchant_uid=%s&status=%s"
            .formatted(
                encoded(event.paymentNumber()),
                encoded(event.orderNumber()),
                encoded(event.status()));
    String cancellationId = event.cancellationId();
    return cancellationId == null ? body : body + "&cancellation_id=" + encoded(cancellationId);
  }

  /** The value that a task's body has under a name; empty when it has none. */
  static String value(DueTask task, String name) {
    if (!task.contentType().equals(FORM)) {
      return JSON.readTree(task.body()).path(name).asString("");
    }
    for (String pair : task.body().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

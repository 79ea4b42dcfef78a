package dev.naru.hub.console.webhooks;

import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Typed;
import dev.naru.hub.console.Visit;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.user.Action;
import dev.naru.hub.webhook.WebhookHistory;
import dev.naru.hub.webhook.WebhookHistory.Task;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the webhooks that were sent to a merchant, and sends them again. */
@Controller
final class WebhooksController {

  static final List<String> STATES = List.of("pending", "sent", "dead", "not_sent", "no_target");

  private static final int PAGE_SIZE = 50;

  private final WebhookHistory webhooks;
  private final Changes changes;
  private final ConsolePages pages;
  private final InstantSource time;

  WebhooksController(
      WebhookHistory webhooks, Changes changes, ConsolePages pages, InstantSource time) {
    this.webhooks = webhooks;
    this.changes = changes;
    this.pages = pages;
    this.time = time;
  }

  @GetMapping("/console/webhooks")
  @Needs(Action.SEE_WEBHOOKS)
  ResponseEntity<byte[]> list(Visit visit, @RequestParam Map<String, String> params) {
    return pages.page(visit, "webhooks/list", model(visit, params, Form.of(Map.of())));
  }

  private Map<String, Object> model(Visit visit, Map<String, String> params, Form form) {
    String state = params.getOrDefault("state", "");
    long merchantId = visit.merchant().id();
    List<Task> found =
        webhooks.list(
            merchantId,
            STATES.contains(state) ? state : null,
            Typed.id(params.getOrDefault("after", "")).orElse(null),
            PAGE_SIZE + 1);
    Map<String, Object> model = new HashMap<>();
    model.put("state", STATES.contains(state) ? state : "");
    model.put("states", STATES);
    model.put("tasks", found.size() > PAGE_SIZE ? found.subList(0, PAGE_SIZE) : found);
    model.put("next", found.size() > PAGE_SIZE ? found.get(PAGE_SIZE - 1).id().toString() : "");
    model.put("begun", !params.getOrDefault("after", "").isEmpty());
    model.put("queue", webhooks.queue(merchantId));
    model.put("url", visit.merchant().settings().get(Setting.WEBHOOK_URL));
    model.put("form", form);
    model.put("now", time.instant());
    return model;
  }

  @GetMapping("/console/webhooks/{id}")
  @Needs(Action.SEE_WEBHOOKS)
  ResponseEntity<byte[]> one(Visit visit, @PathVariable String id) {
    Task task = ConsolePages.there(find(visit, id));
    return pages.page(visit, "webhooks/one", Map.of("task", task));
  }

  @PostMapping("/console/webhooks/{id}/resend")
  @Needs(Action.RESEND_WEBHOOKS)
  ResponseEntity<byte[]> resend(Visit visit, Form form, @PathVariable String id) {
    Task task = ConsolePages.there(find(visit, id));
    String payment = task.paymentNumber();
    boolean due =
        changes.make(
            visit,
            () -> webhooks.resend(visit.merchant().id(), task.id()),
            it ->
                it
                    ? Optional.of(
                        new Changes.Line(
                            "webhook resend", payment, Map.of(), Map.of("webhook", id)))
                    : Optional.empty());
    return ConsolePages.to(
        form.get("payment").equals(payment)
            ? "/console/payments/" + payment
            : "/console/webhooks/" + id,
        due ? "webhooks.said-resent" : "webhooks.said-no-target");
  }

  /** Sends again all webhooks that were given up, from one day to another in Korea. */
  @PostMapping("/console/webhooks/resend")
  @Needs(Action.RESEND_WEBHOOKS)
  ResponseEntity<byte[]> resendRange(Visit visit, Form form) {
    LocalDate from = Typed.day(form.get("from")).orElse(null);
    LocalDate to = Typed.day(form.get("to")).orElse(null);
    if (from == null) {
      form.wrong("from", visit.text("webhooks.wrong-day"));
    }
    if (to == null || (from != null && to.isBefore(from))) {
      form.wrong("to", visit.text("webhooks.wrong-day"));
    }
    if (from == null || to == null || form.isWrong()) {
      return pages.wrong(visit, "webhooks/list", model(visit, Map.of("state", "dead"), form));
    }
    List<UUID> again =
        changes.make(
            visit,
            () ->
                webhooks.resendGivenUp(
                    visit.merchant().id(), Typed.start(from), Typed.start(to.plusDays(1))),
            it ->
                Optional.of(
                    new Changes.Line(
                        "webhook resend range",
                        visit.merchant().userCode(),
                        Map.of(),
                        Map.of(
                            "from", from.toString(),
                            "to", to.toString(),
                            "count", String.valueOf(it.size())))));
    return ConsolePages.to(
        "/console/webhooks",
        again.isEmpty()
            ? "webhooks.said-none"
            : again.size() < WebhookHistory.MOST_RESENT
                ? "webhooks.said-resent-all"
                : "webhooks.said-resent-some");
  }

  private Optional<Task> find(Visit visit, String id) {
    return Typed.id(id).flatMap(known -> webhooks.find(visit.merchant().id(), known));
  }
}

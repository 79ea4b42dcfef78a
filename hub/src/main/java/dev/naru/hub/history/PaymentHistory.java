package dev.naru.hub.history;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.history.Event.Outcome;
import dev.naru.hub.history.Event.Source;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Timeline;
import dev.naru.hub.payment.Timeline.Call;
import dev.naru.hub.payment.Timeline.Step;
import dev.naru.hub.receipt.Receipt;
import dev.naru.hub.receipt.Receipt.Subject;
import dev.naru.hub.receipt.Receipts;
import dev.naru.hub.webhook.WebhookHistory;
import dev.naru.hub.webhook.WebhookHistory.Delivery;
import dev.naru.hub.webhook.WebhookHistory.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The history of a payment: what happened from the shop's call to the last webhook, in one list.
 * Every method throws {@link org.springframework.dao.DataAccessException} when the database is
 * away. Thread-safe.
 */
public final class PaymentHistory {

  /**
   * At most this many events of each kind are read. A payment has more only if a program repeats a
   * call again and again.
   */
  private static final int MOST = 500;

  /** Ends of attempts that mean success. */
  private static final Set<String> DONE =
      Set.of("approved", "cancelled", "account_issued", "revoked", "key_issued");

  private static final Set<String> FAILURES =
      Set.of("failed", "cancel_ended", "revocation_ended", "ended_in_window");

  private final Timeline timeline;
  private final WebhookHistory webhooks;
  private final Receipts receipts;
  private final Audit audit;

  PaymentHistory(Timeline timeline, WebhookHistory webhooks, Receipts receipts, Audit audit) {
    this.timeline = timeline;
    this.webhooks = webhooks;
    this.receipts = receipts;
    this.audit = audit;
  }

  /** The payment's events, oldest first. */
  public List<Event> of(Payment payment) {
    long merchantId = payment.merchantId();
    String number = payment.paymentNumber();
    List<Event> events = new ArrayList<>();
    events.add(begun(payment));
    timeline.calls(merchantId, number).stream().map(PaymentHistory::asked).forEach(events::add);
    steps(payment, events);
    receipts.all(merchantId, Subject.ofPayment(number)).forEach(each -> receipt(each, events));
    webhooks.history(merchantId, number).forEach(task -> webhook(task, events));
    audit.of(merchantId, number, MOST).stream().map(PaymentHistory::operator).forEach(events::add);
    return events.stream()
        .sorted(Comparator.comparing(Event::at).thenComparing(Event::source))
        .toList();
  }

  private static Event begun(Payment payment) {
    boolean api = payment.device().equals("api");
    String agent = payment.userAgent() == null ? "" : payment.userAgent();
    String detail = api ? agent : payment.device() + " " + agent;
    return event(
        payment.startedAt(),
        Source.SHOP,
        api ? "api" : "sdk",
        detail.strip(),
        Outcome.DONE,
        payment.amount().minor());
  }

  private static Event asked(Call call) {
    Outcome outcome =
        call.outcome() == null
            ? Outcome.OPEN
            : DONE.contains(call.outcome()) ? Outcome.DONE : Outcome.FAILED;
    String told = call.outcome() == null ? "" : call.outcome();
    String doubt = call.answer() == null ? "" : call.answer();
    String detail = told.isEmpty() || doubt.isEmpty() ? told + doubt : told + "; " + doubt;
    Duration took =
        call.endedAt() == null ? null : Duration.between(call.askedAt(), call.endedAt());
    return new Event(
        call.askedAt(), Source.PG, call.kind(), detail, outcome, call.amountMinor(), took);
  }

  /**
   * Adds the journal's steps, but for claims, which are shown with the call, and a cancel's reason,
   * which is shown with the cancel.
   */
  private void steps(Payment payment, List<Event> events) {
    Iterator<Payment.Cancel> cancels = payment.cancels().iterator();
    for (Step step : timeline.of(payment.merchantId(), payment.paymentNumber())) {
      if (step.what().endsWith("claimed")) {
        continue;
      }
      boolean cancel = step.what().equals("cancelled") && cancels.hasNext();
      Payment.Cancel of = cancel ? cancels.next() : null;
      events.add(
          event(
              step.at(),
              Source.PAYMENT,
              step.what(),
              of == null ? step.detail() : of.reason() + " (" + of.pgTid() + ")",
              FAILURES.contains(step.what()) ? Outcome.FAILED : Outcome.DONE,
              of == null ? null : (Long) of.amountMinor()));
    }
  }

  private static void receipt(Receipt receipt, List<Event> events) {
    String detail = receipt.applyNum() + " " + receipt.receiptTid();
    events.add(
        event(
            receipt.appliedAt(),
            Source.RECEIPT,
            "issued",
            detail,
            Outcome.DONE,
            receipt.amountMinor()));
    Instant cancelledAt = receipt.cancelledAt();
    if (cancelledAt != null) {
      events.add(
          event(
              cancelledAt,
              Source.RECEIPT,
              "cancelled",
              detail,
              Outcome.DONE,
              receipt.amountMinor()));
    }
  }

  private static void webhook(Task task, List<Event> events) {
    if (task.deliveries().isEmpty()) {
      boolean waits = task.state().equals("pending");
      events.add(
          event(
              task.createdAt(),
              Source.WEBHOOK,
              waits ? "waiting" : task.state(),
              task.url(),
              waits ? Outcome.WAITING : Outcome.DONE,
              null));
    }
    for (Delivery send : task.deliveries()) {
      Integer status = send.httpStatus();
      boolean arrived = status != null && status >= 200 && status < 300;
      String answer = status == null ? String.valueOf(send.error()) : "HTTP " + status;
      events.add(
          new Event(
              send.at(),
              Source.WEBHOOK,
              "sent",
              answer + ", " + send.trigger() + ", " + send.url(),
              arrived ? Outcome.DONE : Outcome.FAILED,
              null,
              send.took()));
    }
  }

  private static Event operator(Audit.Line line) {
    Map<String, String> after = new TreeMap<>(line.change().after());
    String values =
        after.entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(", "));
    String detail = values.isEmpty() ? line.change().who() : line.change().who() + ": " + values;
    String what = line.change().what();
    Outcome outcome = what.endsWith(" not done") ? Outcome.FAILED : Outcome.DONE;
    return event(line.at(), Source.OPERATOR, what, detail, outcome, null);
  }

  private static Event event(
      Instant at,
      Source source,
      String what,
      String detail,
      Outcome outcome,
      @Nullable Long amountMinor) {
    return new Event(at, source, what, detail, outcome, amountMinor, null);
  }
}

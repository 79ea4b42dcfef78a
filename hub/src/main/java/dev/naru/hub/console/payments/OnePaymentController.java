package dev.naru.hub.console.payments;

import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.history.PaymentHistory;
import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.receipt.Receipt.Subject;
import dev.naru.hub.receipt.Receipts;
import dev.naru.hub.user.Action;
import dev.naru.hub.webhook.WebhookHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page that shows all that is known of a payment. */
@Controller
final class OnePaymentController {

  private final Payments payments;
  private final Cancellation cancellation;
  private final PaymentHistory history;
  private final WebhookHistory webhooks;
  private final Receipts receipts;
  private final Unresolved unresolved;
  private final ConsolePages pages;

  OnePaymentController(
      Payments payments,
      Cancellation cancellation,
      PaymentHistory history,
      WebhookHistory webhooks,
      Receipts receipts,
      Unresolved unresolved,
      ConsolePages pages) {
    this.payments = payments;
    this.cancellation = cancellation;
    this.history = history;
    this.webhooks = webhooks;
    this.receipts = receipts;
    this.unresolved = unresolved;
    this.pages = pages;
  }

  @GetMapping("/console/payments/{number}")
  @Needs(Action.SEE_PAYMENTS)
  ResponseEntity<byte[]> one(Visit visit, @PathVariable String number) {
    long merchantId = visit.merchant().id();
    Payment payment = ConsolePages.there(payments.find(merchantId, number));
    Map<String, Object> model = new HashMap<>();
    model.put("payment", payment);
    model.put("terms", cancellation.terms(merchantId, number).orElseThrow());
    model.put("events", history.of(payment));
    model.put("webhooks", webhooks.history(merchantId, number));
    model.put("receipts", receipts.all(merchantId, Subject.ofPayment(number)));
    model.put("open", cases(merchantId, number));
    return pages.page(visit, "payments/one", model);
  }

  private List<Unresolved.Case> cases(long merchantId, String number) {
    return unresolved.list(merchantId, 1_000).stream()
        .filter(each -> each.paymentNumber().equals(number))
        .toList();
  }
}

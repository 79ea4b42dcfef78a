package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.Payments.Sorting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Looking payments up (spec/rest-api.md §4.3.1-4.3.3). Somebody else's is as unknown as none (G31).
 */
@Controller
final class PaymentsController {

  private static final int MAX_KEYS = 100;

  private final Payments payments;

  PaymentsController(Payments payments) {
    this.payments = payments;
  }

  @GetMapping("/payments/{paymentNumber}")
  Answer one(Merchant merchant, Params params, @PathVariable String paymentNumber) {
    boolean hidesSandbox =
        merchant.settings().is(Setting.COMPAT_HIDE_SANDBOX_PAYMENTS)
            && !params.flag("include_sandbox");
    return orNotFound(
        byPaymentNumber(merchant, paymentNumber)
            .filter(payment -> !(hidesSandbox && payment.test())));
  }

  @GetMapping("/payments")
  Answer several(Merchant merchant, Params params) {
    List<String> paymentNumbers = params.list("imp_uid");
    List<String> orderNumbers = params.list("merchant_uid");
    int keys = paymentNumbers.size() + orderNumbers.size();
    if (keys == 0) {
      return Answer.badRequest(Texts.missing("imp_uid", "merchant_uid"));
    }
    if (keys > MAX_KEYS) {
      return Answer.badRequest(Texts.TOO_MANY_KEYS);
    }
    Map<String, Payment> found = new LinkedHashMap<>();
    boolean complete = true;
    for (String paymentNumber : paymentNumbers) {
      complete &= collect(byPaymentNumber(merchant, paymentNumber), found);
    }
    for (String orderNumber : orderNumbers) {
      complete &= collect(first(merchant, orderNumber, Set.of(), Sorting.NEWEST), found);
    }
    if (found.isEmpty()) {
      return Answer.notFound(Texts.NO_PAYMENT);
    }
    Json list = Json.array(found.values().stream().map(PaymentJson::new).toList());
    return complete ? Answer.ok(list) : Answer.partly(list);
  }

  private static boolean collect(Optional<Payment> payment, Map<String, Payment> found) {
    payment.ifPresent(there -> found.putIfAbsent(there.paymentNumber(), there));
    return payment.isPresent();
  }

  @GetMapping({
    "/payments/find/{orderNumber}",
    "/payments/find/{orderNumber}/{paymentStatus}",
  })
  Answer find(
      Merchant merchant,
      Params params,
      @PathVariable String orderNumber,
      @PathVariable(required = false) @Nullable String paymentStatus) {
    Optional<Set<PaymentState>> states = states(paymentStatus);
    if (states.isEmpty()) {
      return Answer.badRequest(Texts.BAD_STATUS);
    }
    Optional<Sorting> sorting = Sorting.of(params.text("sorting"));
    if (sorting.isEmpty()) {
      return Answer.badRequest(Texts.BAD_SORTING);
    }
    return orNotFound(first(merchant, orderNumber, states.get(), sorting.get()));
  }

  private Optional<Payment> byPaymentNumber(Merchant merchant, String paymentNumber) {
    return Params.isStorable(paymentNumber)
        ? payments.find(merchant.id(), paymentNumber)
        : Optional.empty();
  }

  private Optional<Payment> first(
      Merchant merchant, String orderNumber, Set<PaymentState> states, Sorting sorting) {
    return Params.isStorable(orderNumber)
        ? payments.findByOrderNumber(merchant.id(), orderNumber, states, sorting)
        : Optional.empty();
  }

  /** Empty when V1 has no such status; the empty set means any. */
  private static Optional<Set<PaymentState>> states(@Nullable String status) {
    return switch (status) {
      case null -> Optional.of(Set.of());
      case "", "all" -> Optional.of(Set.of());
      case "ready" -> Optional.of(Set.of(PaymentState.READY, PaymentState.APPROVING));
      case "paid" -> Optional.of(Set.of(PaymentState.PAID));
      case "failed" -> Optional.of(Set.of(PaymentState.FAILED));
      case "cancelled" -> Optional.of(Set.of(PaymentState.CANCELLED));
      default -> Optional.empty();
    };
  }

  private static Answer orNotFound(Optional<Payment> payment) {
    return payment
        .map(found -> Answer.ok(new PaymentJson(found)))
        .orElseGet(() -> Answer.notFound(Texts.NO_PAYMENT));
  }
}

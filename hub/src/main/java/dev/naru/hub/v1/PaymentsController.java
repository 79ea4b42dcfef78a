package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.AskSoon;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.Payments.Sorting;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.hub.v1.wire.WritesJson;
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
 * Looks payments up (spec/rest-api.md §4.3.1-4.3.3). Another merchant's payment is answered exactly
 * like one that doesn't exist (G31).
 */
@Controller
final class PaymentsController {

  private static final int MAX_KEYS = 100;

  private final Payments payments;
  private final AskSoon askSoon;

  PaymentsController(Payments payments, AskSoon askSoon) {
    this.payments = payments;
    this.askSoon = askSoon;
  }

  @GetMapping("/payments/{paymentNumber}")
  ApiResponse one(Merchant merchant, Params params, @PathVariable String paymentNumber) {
    boolean hidesSandbox =
        merchant.settings().is(Setting.COMPAT_HIDE_SANDBOX_PAYMENTS)
            && !params.flag("include_sandbox");
    return orNotFound(
        byPaymentNumber(merchant, paymentNumber)
            .filter(payment -> !(hidesSandbox && payment.test())));
  }

  @GetMapping("/payments")
  ApiResponse several(Merchant merchant, Params params) {
    List<String> paymentNumbers = params.list("imp_uid");
    List<String> orderNumbers = params.list("merchant_uid");
    int keys = paymentNumbers.size() + orderNumbers.size();
    if (keys == 0) {
      return ApiResponse.badRequest(ApiTexts.missing("imp_uid", "merchant_uid"));
    }
    if (keys > MAX_KEYS) {
      return ApiResponse.badRequest(ApiTexts.TOO_MANY_KEYS);
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
      return ApiResponse.notFound(ApiTexts.NO_PAYMENT);
    }
    WritesJson list = WritesJson.array(found.values().stream().map(PaymentJson::new).toList());
    return complete ? ApiResponse.ok(list) : ApiResponse.partly(list);
  }

  /**
   * Has the PG asked soon about a payment whose outcome is unknown; this answer doesn't wait for
   * that.
   */
  private Optional<Payment> asked(Optional<Payment> payment) {
    payment
        .filter(Payment::isUnderWay)
        .ifPresent(open -> askSoon.about(open.merchantId(), open.paymentNumber()));
    return payment;
  }

  private static boolean collect(Optional<Payment> payment, Map<String, Payment> found) {
    payment.ifPresent(there -> found.putIfAbsent(there.paymentNumber(), there));
    return payment.isPresent();
  }

  @GetMapping({
    "/payments/find/{orderNumber}",
    "/payments/find/{orderNumber}/{paymentStatus}",
  })
  ApiResponse find(
      Merchant merchant,
      Params params,
      @PathVariable String orderNumber,
      @PathVariable(required = false) @Nullable String paymentStatus) {
    Optional<Set<PaymentState>> states = StatusWords.states(paymentStatus);
    if (states.isEmpty()) {
      return ApiResponse.badRequest(ApiTexts.BAD_STATUS);
    }
    Optional<Sorting> sorting = Sorting.of(params.text("sorting"));
    if (sorting.isEmpty()) {
      return ApiResponse.badRequest(ApiTexts.BAD_SORTING);
    }
    return orNotFound(first(merchant, orderNumber, states.get(), sorting.get()));
  }

  private Optional<Payment> byPaymentNumber(Merchant merchant, String paymentNumber) {
    return Params.isStorable(paymentNumber)
        ? asked(payments.find(merchant.id(), paymentNumber))
        : Optional.empty();
  }

  private Optional<Payment> first(
      Merchant merchant, String orderNumber, Set<PaymentState> states, Sorting sorting) {
    return Params.isStorable(orderNumber)
        ? asked(payments.findByOrderNumber(merchant.id(), orderNumber, states, sorting))
        : Optional.empty();
  }

  private static ApiResponse orNotFound(Optional<Payment> payment) {
    return payment
        .map(found -> ApiResponse.ok(new PaymentJson(found)))
        .orElseGet(() -> ApiResponse.notFound(ApiTexts.NO_PAYMENT));
  }
}

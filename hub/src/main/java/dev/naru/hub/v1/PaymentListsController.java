package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.PaymentLists;
import dev.naru.hub.payment.PaymentLists.Part;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.Payments.Sorting;
import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Lists payments a page at a time (spec/rest-api.md §4.3.4-4.3.6). */
@Controller
final class PaymentListsController {

  private static final Duration LONGEST_RANGE = Duration.ofDays(90);

  private final PaymentLists lists;
  private final Payments payments;
  private final InstantSource time;

  PaymentListsController(PaymentLists lists, Payments payments, InstantSource time) {
    this.lists = lists;
    this.payments = payments;
    this.time = time;
  }

  @GetMapping({
    "/payments/findAll/{orderNumber}",
    "/payments/findAll/{orderNumber}/{paymentStatus}",
  })
  ApiResponse ofOrder(
      Merchant merchant,
      Params params,
      @PathVariable String orderNumber,
      @PathVariable(required = false) @Nullable String paymentStatus) {
    Set<PaymentState> states = states(paymentStatus);
    Sorting sorting = sorting(params);
    Part part = part(params);
    if (!Params.isStorable(orderNumber)) {
      return ApiResponse.notFound(ApiTexts.NO_PAYMENT);
    }
    PaymentLists.Page found = lists.ofOrder(merchant.id(), orderNumber, states, sorting, part);
    boolean unknown =
        found.total() == 0
            && payments
                .findByOrderNumber(merchant.id(), orderNumber, Set.of(), Sorting.NEWEST)
                .isEmpty();
    return unknown ? ApiResponse.notFound(ApiTexts.NO_PAYMENT) : page(found, part);
  }

  @GetMapping("/payments/findAll")
  ApiResponse ofNoOrder(Merchant merchant) {
    return ApiResponse.badRequest(ApiTexts.missing("merchant_uid"));
  }

  @GetMapping({"/payments/status", "/payments/status/{paymentStatus}"})
  ApiResponse inTime(
      Merchant merchant,
      Params params,
      @PathVariable(required = false) @Nullable String paymentStatus) {
    if (paymentStatus == null) {
      return ApiResponse.badRequest(ApiTexts.BAD_STATUS);
    }
    Set<PaymentState> states = states(paymentStatus);
    Sorting sorting = sorting(params);
    Part part = part(params);
    Instant until = params.time("to");
    Instant to = until == null ? time.instant() : until;
    Instant since = params.time("from");
    Instant from = since == null ? to.minus(LONGEST_RANGE) : since;
    if (from.isAfter(to)) {
      return ApiResponse.badRequest(ApiTexts.BAD_RANGE);
    }
    if (Duration.between(from, to).compareTo(LONGEST_RANGE) > 0) {
      return ApiResponse.badRequest(ApiTexts.RANGE_OVER_90_DAYS);
    }
    PaymentLists.Page found = lists.inTime(merchant.id(), states, from, lastOf(to), sorting, part);
    if (part.page() > 1 && part.offset() >= found.total()) {
      throw params.malformed("page");
    }
    return page(found, part);
  }

  /**
   * The last moment of a second. V1 shows no fractions, so a caller who sends a second that V1
   * showed means all of it.
   */
  private static Instant lastOf(Instant second) {
    return Instant.ofEpochSecond(second.getEpochSecond(), 999_999_000);
  }

  /** Says that the amounts aren't known: no PG of this hub tells them (spec/rest-api.md §4.3.6). */
  @GetMapping("/payments/{paymentNumber}/balance")
  ApiResponse balance(Merchant merchant, @PathVariable String paymentNumber) {
    boolean known =
        Params.isStorable(paymentNumber) && payments.find(merchant.id(), paymentNumber).isPresent();
    return ApiResponse.notFound(known ? ApiTexts.NO_BALANCE : ApiTexts.NO_PAYMENT);
  }

  private static ApiResponse page(PaymentLists.Page found, Part part) {
    return ApiResponse.ok(
        new PageJson(
            found.total(),
            part.page(),
            part.limit(),
            found.list().stream().map(PaymentJson::new).toList()));
  }

  private static Set<PaymentState> states(@Nullable String word) {
    return StatusWords.states(word)
        .orElseThrow(() -> new ApiException(ApiResponse.badRequest(ApiTexts.BAD_STATUS)));
  }

  private static Sorting sorting(Params params) {
    return Sorting.of(params.text("sorting"))
        .orElseThrow(() -> new ApiException(ApiResponse.badRequest(ApiTexts.BAD_SORTING)));
  }

  private static Part part(Params params) {
    return new Part(PageJson.pageOf(params), PageJson.limitOf(params));
  }
}

package dev.naru.hub.v1;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.billing.KeyCharges.Answer;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.schedule.Schedules;
import dev.naru.hub.schedule.Schedules.Retry;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.CardData;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Charges at once and without a window, with a billing key or a card's data (spec/rest-api.md
 * §4.5).
 */
@Controller
final class KeyChargesController {

  private final KeyCharges charges;
  private final Schedules schedules;
  private final Payments payments;

  KeyChargesController(KeyCharges charges, Schedules schedules, Payments payments) {
    this.charges = charges;
    this.schedules = schedules;
    this.payments = payments;
  }

  @PostMapping("/subscribe/payments/again")
  ApiResponse again(Merchant merchant, Params params, HttpServletRequest request) {
    String customerKey = KeyParams.customerKey(params);
    ApiOrder order = OrderParams.order(params).by(request.getHeader("User-Agent"));
    return response(merchant, Call.AGAIN, charges.again(merchant, customerKey, order));
  }

  /** Charges a card once. {@code foreign} is the old path for overseas cards (§4.5.3). */
  @PostMapping({"/subscribe/payments/onetime", "/subscribe/payments/foreign"})
  ApiResponse onetime(Merchant merchant, Params params, HttpServletRequest request) {
    String customerKey = params.text("customer_uid") == null ? null : KeyParams.customerKey(params);
    ApiOrder order = OrderParams.order(params).by(request.getHeader("User-Agent"));
    ChannelRequest channel = KeyParams.channelRequest(params);
    try (CardData card = CardParams.card(params)) {
      Answer answer =
          charges.onetime(merchant, channel, customerKey, card, order, request.getRemoteAddr());
      return response(merchant, Call.ONETIME, answer);
    }
  }

  /** Charges a failed or revoked schedule now (§4.6.8). */
  @PostMapping("/subscribe/payments/schedule/{orderNumber}/retry")
  ApiResponse retry(Merchant merchant, @PathVariable String orderNumber) {
    Retry retry =
        Params.isStorable(orderNumber)
            ? schedules.retry(merchant, orderNumber)
            : new Retry.Unknown();
    return switch (retry) {
      case Retry.Tried(var answer) -> response(merchant, Call.RETRY, answer);
      case Retry.Unknown() -> ApiResponse.notFound(ApiTexts.NO_SCHEDULE);
      case Retry.NotPossible _ -> ApiResponse.badRequest(ApiTexts.NOT_REPEATABLE);
    };
  }

  /**
   * The operation that asked for the charge: V1 answers the same outcome differently in each (§1.6,
   * §4.7.4).
   */
  private enum Call {
    AGAIN,
    ONETIME,
    RETRY
  }

  private ApiResponse response(Merchant merchant, Call call, Answer answer) {
    boolean retry = call == Call.RETRY;
    return switch (answer) {
      case Answer.Made(Charges.Recorded result) -> response(merchant, call, result);
      case Answer.OrderTaken() ->
          retry
              ? ApiResponse.badRequest(ApiTexts.ORDER_TAKEN)
              : ApiResponse.refused(ApiTexts.ORDER_TAKEN);
      case Answer.UnknownCustomer() ->
          retry
              ? ApiResponse.notFound(ApiTexts.UNKNOWN_BUYER)
              : ApiResponse.refused(ApiTexts.UNKNOWN_BUYER);
      case Answer.NoApiChannel() ->
          retry
              ? ApiResponse.error(500, ApiTexts.NO_API_CHANNEL)
              : ApiResponse.refused(ApiTexts.NO_API_CHANNEL);
      case Answer.UnknownChannelKey() -> ApiResponse.refused(ApiTexts.UNKNOWN_CHANNEL_KEY);
      case Answer.Refused(String text) -> ApiResponse.refused(text);
      case Answer.NameMissing(String text) -> ApiResponse.badRequest(text);
      case Answer.Throttled(var retryAfter) -> ApiResponse.tooMany(ApiTexts.TOO_MANY, retryAfter);
    };
  }

  private ApiResponse response(Merchant merchant, Call call, Charges.Recorded result) {
    return switch (result) {
      case Charges.Recorded.Paid(String paymentNumber, Payment payment) ->
          payment == null
              ? payment(merchant, paymentNumber)
              : ApiResponse.ok(new PaymentJson(payment));
      case Charges.Recorded.Declined declined -> declined(merchant, call, declined);
      case Charges.Recorded.NotSent _ -> ApiResponse.error(503, ApiTexts.CHARGE_NOT_SENT);
      case Charges.Recorded.Unresolved _ -> ApiResponse.failed(ApiTexts.CHARGE_UNRESOLVED);
    };
  }

  private ApiResponse declined(Merchant merchant, Call call, Charges.Recorded.Declined declined) {
    boolean asPayment =
        switch (merchant.settings().get(Setting.COMPAT_DECLINE_FORM)) {
          case "failed_payment" -> true;
          case "error" -> false;
          default -> call != Call.ONETIME;
        };
    if (asPayment) {
      return payment(merchant, declined.paymentNumber());
    }
    return ApiResponse.failed(
        declined.beforeCharge()
            ? ApiTexts.cardRefused(declined.error())
            : ApiTexts.chargeRefused(declined.error()));
  }

  private ApiResponse payment(Merchant merchant, String paymentNumber) {
    return ApiResponse.ok(
        new PaymentJson(payments.find(merchant.id(), paymentNumber).orElseThrow()));
  }
}

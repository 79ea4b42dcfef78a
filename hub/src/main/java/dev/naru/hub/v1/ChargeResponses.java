package dev.naru.hub.v1;

import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;

/** Makes the response to a charge from its outcome (spec/rest-api.md §1.6, §4.7.4). */
record ChargeResponses(Payments payments) {

  /** The operation that asked for the charge: V1 answers the same outcome differently in each. */
  enum Call {
    AGAIN,
    ONETIME,
    RETRY
  }

  /**
   * The response to a charge.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  ApiResponse of(Merchant merchant, Call call, KeyCharges.Answer answer) {
    boolean retry = call == Call.RETRY;
    return switch (answer) {
      case KeyCharges.Answer.Charged(String paymentNumber, Payment payment) ->
          payment == null
              ? payment(merchant, paymentNumber)
              : ApiResponse.ok(new PaymentJson(payment));
      case KeyCharges.Answer.Declined declined -> declined(merchant, call, declined);
      case KeyCharges.Answer.NotSent() -> ApiResponse.error(503, ApiTexts.CHARGE_NOT_SENT);
      case KeyCharges.Answer.Unresolved _ -> ApiResponse.failed(ApiTexts.CHARGE_UNRESOLVED);
      case KeyCharges.Answer.OrderTaken() ->
          retry
              ? ApiResponse.badRequest(ApiTexts.ORDER_TAKEN)
              : ApiResponse.refused(ApiTexts.ORDER_TAKEN);
      case KeyCharges.Answer.UnknownCustomer() ->
          retry
              ? ApiResponse.notFound(ApiTexts.UNKNOWN_BUYER)
              : ApiResponse.refused(ApiTexts.UNKNOWN_BUYER);
      case KeyCharges.Answer.NoApiChannel() ->
          retry
              ? ApiResponse.error(500, ApiTexts.NO_API_CHANNEL)
              : ApiResponse.refused(ApiTexts.NO_API_CHANNEL);
      case KeyCharges.Answer.UnknownChannelKey() ->
          ApiResponse.refused(ApiTexts.UNKNOWN_CHANNEL_KEY);
      case KeyCharges.Answer.Refused(String text) -> ApiResponse.refused(text);
      case KeyCharges.Answer.NameMissing(String text) -> ApiResponse.badRequest(text);
      case KeyCharges.Answer.Throttled(var retryAfter) ->
          ApiResponse.tooMany(ApiTexts.TOO_MANY, retryAfter);
    };
  }

  private ApiResponse declined(Merchant merchant, Call call, KeyCharges.Answer.Declined declined) {
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

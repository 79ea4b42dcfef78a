package dev.naru.hub.v1;

import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Payments;

/** How the end of a charge is told (spec/rest-api.md §1.6, §4.7.4). */
record ChargeAnswers(Payments payments) {

  /** Which operation asked for the charge: they tell the same end in different ways. */
  enum Call {
    AGAIN,
    ONETIME,
    RETRY
  }

  Answer told(Merchant merchant, Call call, KeyCharges.Answer answer) {
    boolean retry = call == Call.RETRY;
    return switch (answer) {
      case KeyCharges.Answer.Charged(String paymentNumber) -> payment(merchant, paymentNumber);
      case KeyCharges.Answer.Declined declined -> declined(merchant, call, declined);
      case KeyCharges.Answer.NotSent() -> Answer.error(503, Texts.CHARGE_NOT_SENT);
      case KeyCharges.Answer.Unresolved _ -> Answer.failed(Texts.CHARGE_UNRESOLVED);
      case KeyCharges.Answer.OrderTaken() ->
          retry ? Answer.badRequest(Texts.ORDER_TAKEN) : Answer.refused(Texts.ORDER_TAKEN);
      case KeyCharges.Answer.UnknownCustomer() ->
          retry ? Answer.notFound(Texts.UNKNOWN_BUYER) : Answer.refused(Texts.UNKNOWN_BUYER);
      case KeyCharges.Answer.NoApiChannel() ->
          retry ? Answer.error(500, Texts.NO_API_CHANNEL) : Answer.refused(Texts.NO_API_CHANNEL);
      case KeyCharges.Answer.UnknownChannelKey() -> Answer.refused(Texts.UNKNOWN_CHANNEL_KEY);
      case KeyCharges.Answer.Refused(String text) -> Answer.refused(text);
      case KeyCharges.Answer.NameMissing(String text) -> Answer.badRequest(text);
      case KeyCharges.Answer.Throttled() -> Answer.error(429, Texts.ofStatus(429));
    };
  }

  private Answer declined(Merchant merchant, Call call, KeyCharges.Answer.Declined declined) {
    boolean asPayment =
        switch (merchant.settings().get(Setting.COMPAT_DECLINE_FORM)) {
          case "failed_payment" -> true;
          case "error" -> false;
          default -> call != Call.ONETIME;
        };
    if (asPayment) {
      return payment(merchant, declined.paymentNumber());
    }
    return Answer.failed(
        declined.beforeCharge()
            ? Texts.cardRefused(declined.error())
            : Texts.chargeRefused(declined.error()));
  }

  private Answer payment(Merchant merchant, String paymentNumber) {
    return Answer.ok(new PaymentJson(payments.find(merchant.id(), paymentNumber).orElseThrow()));
  }
}

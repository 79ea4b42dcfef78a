package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Cancels payments wholly or in part (spec/rest-api.md §4.3.8). */
@Controller
final class CancelController {

  private final Cancellation cancellation;

  CancelController(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /**
   * The account that a refund goes to; null unless both bank and number were sent. Callers write
   * bank codes with two digits or three; two get a leading zero.
   */
  private static @Nullable RefundAccount refundAccount(Params params) {
    String bank = params.text("refund_bank");
    String number = params.text("refund_account");
    if (bank == null || number == null) {
      return null;
    }
    String holder = params.text("refund_holder");
    return new RefundAccount(StandardCode.threeDigits(bank), number, holder == null ? "" : holder);
  }

  @PostMapping("/payments/cancel")
  ApiResponse cancel(Merchant merchant, Params params) {
    Cancellation.Command command =
        new Cancellation.Command(
            merchant.id(),
            params.text("imp_uid"),
            params.text("merchant_uid"),
            params.positiveWon("amount"),
            params.won("tax_free"),
            params.won("vat_amount"),
            params.won("checksum"),
            params.text("reason"),
            refundAccount(params),
            params.flag("enable_webhook"));
    if (command.paymentNumber() == null && command.orderNumber() == null) {
      return ApiResponse.refused(ApiTexts.CANCEL_WHAT);
    }
    return switch (cancellation.cancel(command)) {
      case Cancellation.Result.Cancelled(var payment) -> ApiResponse.ok(new PaymentJson(payment));
      case Cancellation.Result.NotFound() -> ApiResponse.refused(ApiTexts.CANCEL_UNKNOWN);
      case Cancellation.Result.NothingLeft() -> ApiResponse.refused(ApiTexts.CANCEL_NOTHING_LEFT);
      case Cancellation.Result.ExceedsRemaining(long remaining) ->
          ApiResponse.refused(ApiTexts.exceedsRemaining(remaining));
      case Cancellation.Result.ExceedsTaxFree(long most) ->
          ApiResponse.refused(ApiTexts.exceedsTaxFree(most));
      case Cancellation.Result.ExceedsTaxed(long most) ->
          ApiResponse.refused(ApiTexts.exceedsTaxed(most));
      case Cancellation.Result.ExceedsVat(long most) ->
          ApiResponse.refused(ApiTexts.exceedsVat(most));
      case Cancellation.Result.ChecksumDiffers() -> ApiResponse.refused(ApiTexts.CANCEL_CHECKSUM);
      case Cancellation.Result.Refused(var code, var text) -> ApiResponse.failed(text);
      case Cancellation.Result.NotSent() -> ApiResponse.error(503, ApiTexts.CANCEL_NOT_SENT);
      case Cancellation.Result.Unresolved() -> ApiResponse.failed(ApiTexts.CANCEL_UNRESOLVED);
      case Cancellation.Result.ChargeUnresolved() -> ApiResponse.failed(ApiTexts.CHARGE_UNRESOLVED);
    };
  }

  /**
   * Answers 405; without this route, {@code GET /payments/{imp_uid}} would take "cancel" for a
   * payment number.
   */
  @RequestMapping("/payments/cancel")
  ApiResponse otherMethods() {
    return ApiResponse.methodNotAllowed("POST");
  }
}

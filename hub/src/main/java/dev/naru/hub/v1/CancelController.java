package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Cancellation;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Giving money back (spec/rest-api.md §4.3.8). */
@Controller
final class CancelController {

  private final Cancellation cancellation;

  CancelController(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /** Null unless bank and number are given; a bank code has two digits or three. */
  private static @Nullable RefundAccount refundAccount(Params params) {
    String bank = params.text("refund_bank");
    String number = params.text("refund_account");
    if (bank == null || number == null) {
      return null;
    }
    String holder = params.text("refund_holder");
    return new RefundAccount(
        bank.length() < 3 ? "0".repeat(3 - bank.length()) + bank : bank,
        number,
        holder == null ? "" : holder);
  }

  @PostMapping("/payments/cancel")
  Answer cancel(Merchant merchant, Params params) {
    Cancellation.Command command =
        new Cancellation.Command(
            merchant.id(),
            params.text("imp_uid"),
            params.text("merchant_uid"),
            params.won("amount"),
            params.won("tax_free"),
            params.won("vat_amount"),
            params.won("checksum"),
            params.text("reason"),
            refundAccount(params),
            params.flag("enable_webhook"));
    if (command.paymentNumber() == null && command.orderNumber() == null) {
      return Answer.refused(Texts.CANCEL_WHAT);
    }
    return switch (cancellation.cancel(command)) {
      case Cancellation.Result.Cancelled(var payment) -> Answer.ok(new PaymentJson(payment));
      case Cancellation.Result.NotFound() -> Answer.refused(Texts.CANCEL_UNKNOWN);
      case Cancellation.Result.NothingLeft() -> Answer.refused(Texts.CANCEL_NOTHING_LEFT);
      case Cancellation.Result.ExceedsRemaining(long remaining) ->
          Answer.refused(Texts.exceedsRemaining(remaining));
      case Cancellation.Result.ChecksumDiffers() -> Answer.refused(Texts.CANCEL_CHECKSUM);
      case Cancellation.Result.Refused(var code, var text) -> Answer.failed(text);
      case Cancellation.Result.Unresolved() -> Answer.failed(Texts.CANCEL_UNRESOLVED);
    };
  }

  /** Otherwise {@code GET /payments/{imp_uid}} would take it for a payment. */
  @RequestMapping("/payments/cancel")
  Answer otherMethods(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
    throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("POST"));
  }
}

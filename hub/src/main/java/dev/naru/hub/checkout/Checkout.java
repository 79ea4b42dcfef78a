package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A checkout session together with its merchant and its payment, as every page needs them. */
record Checkout(CheckoutToken token, CheckoutSession session, Merchant merchant, Payment payment) {

  Texts texts() {
    return new Texts(session.terms().language());
  }

  /**
   * The origins that may embed the checkout's pages: the merchant's, and the hub itself, whose
   * window page embeds the result page.
   */
  String frameAncestors() {
    String merchants = AllowedOrigins.of(merchant).frameAncestors();
    return merchants.equals("'none'") ? "'self'" : "'self' " + merchants;
  }

  /** The path of one of this checkout's pages, for example of {@code /result}. */
  String path(String leaf) {
    return "/checkout/" + token.text() + leaf;
  }

  /** The payment's result for the SDK; empty while it isn't known. */
  Optional<SdkResult> result() {
    return SdkResult.of(merchant, session, payment);
  }

  /** The result that the SDK gets when it can't wait for the final one any longer. */
  SdkResult unresolved() {
    return SdkResult.unresolved(merchant, payment);
  }

  /** The message that a page of the hub posts to the SDK. */
  Map<String, @Nullable Object> message(SdkResult result) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("action", "done");
    message.put("request_id", session.requestId());
    message.put("response", result.callback());
    return message;
  }

  /** The address that a buyer is sent to when the shop's page can't be called back. */
  String location(SdkResult result) {
    if (session.mRedirectUrl() != null) {
      return RedirectUrl.with(session.mRedirectUrl(), result.query());
    }
    Map<String, String> query = new LinkedHashMap<>(result.query());
    if (result.success() && payment.account() != null) {
      // The hub's own page shows the account number, but only to someone who has the token.
      query.put("checkout", token.text());
    }
    return RedirectUrl.with(
        session.hubOrigin() + (result.success() ? "/payments/success" : "/payments/fail"), query);
  }

  /** The same checkout with the payment as it is now. */
  Checkout with(Payment now) {
    return new Checkout(token, session, merchant, now);
  }
}

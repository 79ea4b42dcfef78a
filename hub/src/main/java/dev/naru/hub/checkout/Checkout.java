package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session with whose it is and how its payment stands: what every page of it needs. */
record Checkout(CheckoutToken token, CheckoutSession session, Merchant merchant, Payment payment) {

  Texts texts() {
    return new Texts(session.terms().language());
  }

  /** Our own pages below the merchant's; the result page stands inside the window page. */
  String frameAncestors() {
    String merchants = AllowedOrigins.of(merchant).frameAncestors();
    return merchants.equals("'none'") ? "'self'" : "'self' " + merchants;
  }

  String path(String leaf) {
    return "/checkout/" + token.text() + leaf;
  }

  /** Empty while nobody knows. */
  Optional<SdkResult> result() {
    return SdkResult.of(merchant, session, payment);
  }

  SdkResult unresolved() {
    return SdkResult.unresolved(merchant, payment);
  }

  /** What the SDK is posted. */
  Map<String, @Nullable Object> message(SdkResult result) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("action", "done");
    message.put("request_id", session.requestId());
    message.put("response", result.callback());
    return message;
  }

  /** Where a buyer goes whose page can't be called back. */
  String location(SdkResult result) {
    if (session.mRedirectUrl() != null) {
      return RedirectUrl.with(session.mRedirectUrl(), result.query());
    }
    Map<String, String> query = new LinkedHashMap<>(result.query());
    if (result.success() && payment.account() != null) {
      // Our own page shows the account, to nobody but the one who has the token.
      query.put("checkout", token.text());
    }
    return RedirectUrl.with(
        session.hubOrigin() + (result.success() ? "/payments/success" : "/payments/fail"), query);
  }

  Checkout with(Payment now) {
    return new Checkout(token, session, merchant, now);
  }
}

package dev.naru.hub.checkout;

import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands the result to the shop's page, and shows the buyer a waiting page until there is one. */
@RestController
class ResultPages {

  private final Checkouts checkouts;
  private final Approval approval;
  private final PublicAddress address;
  private final PageRenderer pages;

  ResultPages(Checkouts checkouts, Approval approval, PublicAddress address, PageRenderer pages) {
    this.checkouts = checkouts;
    this.approval = approval;
    this.address = address;
    this.pages = pages;
  }

  /** Sends the browser on when the PG's window is done: to the shop, or to the result page. */
  static ResponseEntity<byte[]> onward(Checkout checkout) {
    Optional<SdkResult> result = checkout.result();
    if (!checkout.session().redirects() || result.isEmpty()) {
      return seeOther(checkout.path("/result"));
    }
    // V1 answers 302 here (spec/javascript-sdk.md §6).
    return to(
        checkout.session().mRedirectUrl() != null ? HttpStatus.FOUND : HttpStatus.SEE_OTHER,
        checkout.location(result.get()));
  }

  static ResponseEntity<byte[]> seeOther(String location) {
    return to(HttpStatus.SEE_OTHER, location);
  }

  private static ResponseEntity<byte[]> to(HttpStatus status, String location) {
    // The address is sent unchanged: an app's address may hold characters that no URI may, and it
    // was checked before the window opened.
    return ResponseEntity.status(status)
        // As text: what browsers read isn't always a java.net.URI.
        .header(HttpHeaders.LOCATION, location)
        .cacheControl(CacheControl.noStore())
        .header("Referrer-Policy", "strict-origin")
        .build();
  }

  @GetMapping("/checkout/{token}/result")
  ResponseEntity<byte[]> result(@PathVariable String token) {
    return checkouts
        .find(token)
        .map(checkout ->
            checkout.session().redirects() && checkout.result().isPresent()
                ? onward(checkout)
                : page(checkout))
        .orElseGet(pages::unknown);
  }

  private ResponseEntity<byte[]> page(Checkout checkout) {
    String nonce = ContentSecurity.nonce();
    return pages.page(
        HttpStatus.OK,
        "checkout/result",
        checkout.texts(),
        nonce,
        ContentSecurity.own(nonce, checkout.frameAncestors()),
        Map.of(
            "state", ParamReader.JSON.writeValueAsString(state(checkout)),
            "redirects", checkout.session().redirects(),
            "origin", checkout.session().origin(),
            "path", checkout.path("")));
  }

  /** The waiting page polls this while the result isn't known. */
  @GetMapping("/checkout/{token}/status")
  ResponseEntity<byte[]> status(@PathVariable String token) {
    return checkouts
        .find(token)
        .map(checkout -> PaymentRequests.json(state(checkout)))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /** Records that the buyer closed the window; only the hub's own pages may report this (G33). */
  @PostMapping("/checkout/{token}/leave")
  ResponseEntity<byte[]> leave(@PathVariable String token, HttpServletRequest request) {
    if (address.of(request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site")).isEmpty()) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    return checkouts
        .find(token)
        .map(checkout -> PaymentRequests.json(state(left(checkout))))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private Checkout left(Checkout checkout) {
    if (checkout.payment().state() != PaymentState.READY) {
      return checkout;
    }
    CheckoutSession session = checkout.session();
    Payment payment = approval.leave(session.merchantId(), session.paymentNumber());
    return checkout.with(payment);
  }

  /**
   * The state that the waiting page polls. {@code done} says whether the result is known. Before
   * that, {@code message} and {@code location} hold what the page uses when it has waited too long.
   * {@code opened} says whether the PG's window was opened.
   */
  private static Map<String, @Nullable Object> state(Checkout checkout) {
    Optional<SdkResult> result = checkout.result();
    SdkResult told = result.orElseGet(checkout::unresolved);
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("done", result.isPresent());
    state.put("opened", checkout.session().window() != null);
    state.put("success", told.success());
    state.put("message", checkout.message(told));
    state.put("location", checkout.location(told));
    return state;
  }
}

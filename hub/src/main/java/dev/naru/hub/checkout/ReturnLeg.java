package dev.naru.hub.checkout;

import dev.naru.hub.checkout.Checkouts.ReturnFromWindow;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.ReturnMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the buyer's authentication, which the PG's window posts through the buyer's browser. The
 * request is cross-site and has no cookies, and an attacker may have written every value in it
 * until the connector has verified it (G36).
 */
@RestController
class ReturnLeg {

  private static final Logger LOG = LoggerFactory.getLogger(ReturnLeg.class);
  private static final int MAX_BYTES = 256 * 1024;

  private final Checkouts checkouts;
  private final CheckoutSessions sessions;
  private final PageRenderer pages;

  ReturnLeg(Checkouts checkouts, CheckoutSessions sessions, PageRenderer pages) {
    this.checkouts = checkouts;
    this.sessions = sessions;
    this.pages = pages;
  }

  @RequestMapping(
      path = "/checkout/{token}/return",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> take(@PathVariable String token, HttpServletRequest request)
      throws IOException {
    Optional<ReturnFromWindow> found = checkouts.returning(token);
    if (found.isEmpty()) {
      return pages.unknown();
    }
    Checkout checkout = found.get().checkout();
    if (checkout.payment().state() != PaymentState.READY) {
      // A reload, a step back or a replay gets the result that is already there (G08).
      return ResultPages.onward(checkout);
    }
    Optional<byte[]> form = form(request);
    if (form.isEmpty()) {
      return forged(HttpStatus.CONTENT_TOO_LARGE, checkout);
    }
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    return proceed(found.get(), ReturnForm.read(form.get(), type));
  }

  private static Optional<byte[]> form(HttpServletRequest request) throws IOException {
    if (request.getMethod().equals("POST")) {
      return BoundedBody.read(request, MAX_BYTES);
    }
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    return Optional.of(query.getBytes(StandardCharsets.ISO_8859_1));
  }

  private ResponseEntity<byte[]> proceed(ReturnFromWindow back, ReturnMessage message) {
    Checkout checkout = back.checkout();
    CheckoutSession session = checkout.session();
    String paymentNumber = session.paymentNumber();
    AuthResult result = read(back, message);
    if (result instanceof AuthResult.Forged(String reason)) {
      LOG.warn("checkout.return_forged paymentNumber={} reason={}", paymentNumber, reason);
      return forged(HttpStatus.BAD_REQUEST, checkout);
    }
    if (result instanceof AuthResult.Refused(PgError error)) {
      // The ending is stored before the payment fails, so that a look-up in between shows no other
      // reason.
      sessions.end(checkout.token(), endingOf(error, session));
    }
    Payment payment;
    try {
      payment = back.window().proceed(result);
    } catch (RuntimeException e) {
      // The attempt journal knows how far the approval came; the buyer waits on the result page.
      LOG.error("checkout.proceed_failed paymentNumber={}", paymentNumber, e);
      return ResultPages.seeOther(checkout.path("/result"));
    }
    CrashPoint.BEFORE_REDIRECT.reached();
    return result instanceof AuthResult.Refused
        ? ResultPages.onward(checkouts.find(checkout.token().text()).orElseThrow())
        : ResultPages.onward(checkout.with(payment));
  }

  private static AuthResult read(ReturnFromWindow back, ReturnMessage message) {
    CheckoutSession.OpenedWindow window = back.checkout().session().window();
    if (window != null) {
      return back.window().read(window.memo(), message);
    }
    try {
      return back.window().read(Map.of(), message);
    } catch (IllegalArgumentException missing) {
      // The connector needs the memo of the window's opening, and no window was opened.
      return new AuthResult.Forged("no window was opened");
    }
  }

  /**
   * The page that answers a forged return. The payment stays as it is: the real return may still
   * come, or the buyer leaves by the page's button.
   */
  private ResponseEntity<byte[]> forged(HttpStatus status, Checkout checkout) {
    String nonce = ContentSecurity.nonce();
    return pages.page(
        status,
        "checkout/forged",
        checkout.texts(),
        nonce,
        ContentSecurity.own(nonce, checkout.frameAncestors()),
        Map.of(
            "redirects", checkout.session().redirects(),
            "origin", checkout.session().origin(),
            "path", checkout.path("")));
  }

  /** On a phone, V1 has another text for an aborted authentication (spec/javascript-sdk.md §5). */
  private static CheckoutSession.Ending endingOf(PgError error, CheckoutSession session) {
    return error.category() == PgError.Category.LEFT_BY_BUYER && !session.mobile()
        ? CheckoutSession.Ending.LEFT
        : CheckoutSession.Ending.NOT_AUTHENTICATED;
  }
}

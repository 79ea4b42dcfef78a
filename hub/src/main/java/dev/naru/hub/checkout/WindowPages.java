package dev.naru.hub.checkout;

import dev.naru.hub.notice.NoticeAddress;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.web.PublicAddress;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page that opens a PG's window, and the page that the window loads in order to close. */
@RestController
class WindowPages {

  private static final Logger LOG = LoggerFactory.getLogger(WindowPages.class);

  private final Checkouts checkouts;
  private final CheckoutSessions sessions;
  private final Approval approval;
  private final PublicAddress address;
  private final NoticeAddress notices;
  private final PageRenderer pages;

  WindowPages(
      Checkouts checkouts,
      CheckoutSessions sessions,
      Approval approval,
      PublicAddress address,
      NoticeAddress notices,
      PageRenderer pages) {
    this.checkouts = checkouts;
    this.sessions = sessions;
    this.approval = approval;
    this.address = address;
    this.notices = notices;
    this.pages = pages;
  }

  @GetMapping("/checkout/{token}")
  ResponseEntity<byte[]> window(@PathVariable String token) {
    return checkouts
        .find(token)
        .map(checkout ->
            checkout.payment().state() == PaymentState.READY
                ? open(checkout)
                : ResultPages.seeOther(checkout.path("/result")))
        .orElseGet(pages::unknown);
  }

  @GetMapping("/checkout/{token}/close")
  ResponseEntity<byte[]> close(@PathVariable String token) {
    return checkouts.find(token).map(this::close).orElseGet(pages::unknown);
  }

  /**
   * Opens the PG's window anew, also on a reload, because a PG with which payments are registered
   * first forgets the registration after a while.
   */
  private WindowOpening pgWindow(Checkout checkout) {
    CheckoutSession session = checkout.session();
    String paymentNumber = session.paymentNumber();
    String hub = session.hubOrigin();
    WindowRequest.Addresses addresses =
        new WindowRequest.Addresses(
            URI.create(hub + checkout.path("/return")),
            URI.create(hub + checkout.path("/close")),
            notices.of(URI.create(address.origin()), checkout.payment().provider(), paymentNumber));
    WindowRequest request = session.terms().of(checkout.payment().buyer(), addresses);
    try {
      return approval.inWindow(checkout.merchant(), paymentNumber).open(request);
    } catch (RuntimeException bug) {
      LOG.error("checkout.open_failed paymentNumber={}", paymentNumber, bug);
      return new WindowOpening.Refused(
          new PgError("", "결제창을 열지 못했습니다.", PgError.Category.BAD_REQUEST));
    }
  }

  private ResponseEntity<byte[]> open(Checkout checkout) {
    return switch (pgWindow(checkout)) {
      case WindowOpening.Opened(PgWindow window, Map<String, String> memo) -> {
        String closeScript =
            window instanceof PgWindow.Scripted scripted ? scripted.closeScript().toString() : "";
        sessions.opened(checkout.token(), new CheckoutSession.OpenedWindow(memo, closeScript));
        yield page(checkout, window);
      }
      case WindowOpening.Refused(PgError error) -> {
        Payment payment =
            approval
                .inWindow(checkout.merchant(), checkout.session().paymentNumber())
                .proceed(new AuthResult.Refused(error));
        yield ResultPages.onward(checkout.with(payment));
      }
    };
  }

  private ResponseEntity<byte[]> page(Checkout checkout, PgWindow window) {
    String nonce = ContentSecurity.nonce();
    CheckoutSession session = checkout.session();
    return switch (window) {
      case PgWindow.Scripted(var fields, URI script, String openFunction, URI _) ->
          pages.page(
              HttpStatus.OK,
              "checkout/window",
              checkout.texts(),
              nonce,
              ContentSecurity.withScript(nonce, script, checkout.frameAncestors()),
              Map.of(
                  "fields", fields,
                  "pgScript", script.toString(),
                  "openFunction", openFunction,
                  "requestId", session.requestId(),
                  "origin", session.origin(),
                  "path", checkout.path("")));
      case PgWindow.Posted(var fields, URI action, String acceptCharset) ->
          pages.page(
              HttpStatus.OK,
              "checkout/post",
              checkout.texts(),
              nonce,
              ContentSecurity.withForm(nonce, action, checkout.frameAncestors()),
              Map.of(
                  "fields", fields,
                  "action", action.toString(),
                  "acceptCharset", acceptCharset));
      // The PG's page replaces this one in the SDK's frame, its popup, or the phone's tab.
      case PgWindow.Page(URI url) -> ResultPages.seeOther(url.toString());
    };
  }

  private ResponseEntity<byte[]> close(Checkout checkout) {
    String nonce = ContentSecurity.nonce();
    CheckoutSession session = checkout.session();
    String script = session.window() == null ? "" : session.window().closeScript();
    return pages.page(
        HttpStatus.OK,
        "checkout/close",
        checkout.texts(),
        nonce,
        script.isEmpty()
            ? ContentSecurity.own(nonce, checkout.frameAncestors())
            : ContentSecurity.withScript(nonce, URI.create(script), checkout.frameAncestors()),
        Map.of(
            "closeScript", script,
            "requestId", session.requestId(),
            "redirects", session.redirects(),
            "origin", session.origin(),
            "path", checkout.path("")));
  }
}

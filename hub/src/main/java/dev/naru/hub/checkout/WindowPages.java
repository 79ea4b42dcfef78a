package dev.naru.hub.checkout;

import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page that opens a PG's window, and the one that the window loads to be taken away. */
@RestController
class WindowPages {

  private final Checkouts checkouts;
  private final Approval approval;
  private final Pages pages;

  WindowPages(Checkouts checkouts, Approval approval, Pages pages) {
    this.checkouts = checkouts;
    this.approval = approval;
    this.pages = pages;
  }

  @GetMapping("/checkout/{token}")
  ResponseEntity<byte[]> window(@PathVariable String token) {
    return checkouts
        .find(token)
        .map(
            checkout ->
                checkout.payment().state() == PaymentState.READY
                    ? open(checkout)
                    : ResultPages.seeOther(checkout.path("/result")))
        .orElseGet(pages::unknown);
  }

  @GetMapping("/checkout/{token}/close")
  ResponseEntity<byte[]> close(@PathVariable String token) {
    return checkouts.find(token).map(this::close).orElseGet(pages::unknown);
  }

  private PgWindow pgWindow(Checkout checkout) {
    CheckoutSession session = checkout.session();
    String hub = session.hubOrigin();
    WindowRequest request =
        session
            .terms()
            .of(
                checkout.payment().buyer(),
                URI.create(hub + checkout.path("/return")),
                URI.create(hub + checkout.path("/close")));
    return approval
        .windowOf(session.merchantId(), session.impUid())
        .open(approval.attemptOf(session.merchantId(), session.impUid()), request);
  }

  private ResponseEntity<byte[]> open(Checkout checkout) {
    String nonce = ContentSecurity.nonce();
    CheckoutSession session = checkout.session();
    return switch (pgWindow(checkout)) {
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
    };
  }

  private ResponseEntity<byte[]> close(Checkout checkout) {
    String nonce = ContentSecurity.nonce();
    CheckoutSession session = checkout.session();
    String script =
        pgWindow(checkout) instanceof PgWindow.Scripted scripted
            ? scripted.closeScript().toString()
            : "";
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
            "origin", session.origin(),
            "path", checkout.path("")));
  }
}

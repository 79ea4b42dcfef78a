package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.Approval.InWindow;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payments;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the checkout that a token in an address stands for. */
@Component
class Checkouts {

  private final CheckoutSessions sessions;
  private final Merchants merchants;
  private final Payments payments;
  private final Approval approval;

  Checkouts(CheckoutSessions sessions, Merchants merchants, Payments payments, Approval approval) {
    this.sessions = sessions;
    this.merchants = merchants;
    this.payments = payments;
    this.approval = approval;
  }

  /**
   * The checkout of this token; empty when the hub never gave such a token out.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Optional<Checkout> find(String token) {
    return session(token)
        .flatMap(open ->
            payments
                .find(open.session().merchantId(), open.session().paymentNumber())
                .map(open::with));
  }

  /**
   * The checkout of a buyer who comes back from the PG, with the payment's window; empty when the
   * hub never gave such a token out.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Optional<ReturnFromWindow> returning(String token) {
    return session(token)
        .map(open -> {
          InWindow window = approval.inWindow(open.merchant(), open.session().paymentNumber());
          return new ReturnFromWindow(open.with(window.payment()), window);
        });
  }

  record ReturnFromWindow(Checkout checkout, InWindow window) {}

  private Optional<OpenSession> session(String token) {
    return CheckoutToken.of(token)
        .flatMap(parsed ->
            sessions
                .find(parsed)
                .flatMap(session ->
                    merchants
                        .byId(session.merchantId())
                        .map(merchant -> new OpenSession(parsed, session, merchant))));
  }

  private record OpenSession(CheckoutToken token, CheckoutSession session, Merchant merchant) {
    Checkout with(Payment payment) {
      return new Checkout(token, session, merchant, payment);
    }
  }
}

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
        .flatMap(
            known ->
                payments
                    .find(known.session().merchantId(), known.session().paymentNumber())
                    .map(known::with));
  }

  /** The same for a buyer who comes back from the PG, with the window they come from. */
  Optional<Returning> returning(String token) {
    return session(token)
        .map(
            known -> {
              InWindow window =
                  approval.inWindow(known.merchant(), known.session().paymentNumber());
              return new Returning(known.with(window.payment()), window);
            });
  }

  record Returning(Checkout checkout, InWindow window) {}

  private Optional<Known> session(String token) {
    return CheckoutToken.of(token)
        .flatMap(
            parsed ->
                sessions
                    .find(parsed)
                    .flatMap(
                        session ->
                            merchants
                                .byId(session.merchantId())
                                .map(merchant -> new Known(parsed, session, merchant))));
  }

  private record Known(CheckoutToken token, CheckoutSession session, Merchant merchant) {
    Checkout with(Payment payment) {
      return new Checkout(token, session, merchant, payment);
    }
  }
}

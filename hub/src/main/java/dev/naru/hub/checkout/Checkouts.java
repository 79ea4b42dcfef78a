package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Payments;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the checkout that a token in an address stands for. */
@Component
class Checkouts {

  private final CheckoutSessions sessions;
  private final Merchants merchants;
  private final Payments payments;

  Checkouts(CheckoutSessions sessions, Merchants merchants, Payments payments) {
    this.sessions = sessions;
    this.merchants = merchants;
    this.payments = payments;
  }

  /**
   * The checkout of this token; empty when the hub never gave such a token out.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Optional<Checkout> find(String token) {
    return CheckoutToken.of(token)
        .flatMap(
            parsed ->
                sessions
                    .find(parsed)
                    .flatMap(
                        session ->
                            merchants
                                .byId(session.merchantId())
                                .flatMap(
                                    merchant ->
                                        payments
                                            .find(session.merchantId(), session.paymentNumber())
                                            .map(
                                                payment ->
                                                    new Checkout(
                                                        parsed, session, merchant, payment)))));
  }
}

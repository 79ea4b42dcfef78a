package dev.naru.hub.payment.store;

import java.time.Instant;

/**
 * Erases the buyer's personal data from an ended payment. Money and state don't change.
 *
 * @param nobody a sealed buyer without any value
 * @param digests the digests by which the payment was found, as the text of a {@code bigint[]}
 */
public record BuyerErased(
    long merchantId, String paymentNumber, byte[] nobody, String digests, Instant at)
    implements Transition {

  @Override
  public Statement statement() {
    return Statement.of(merchantId, paymentNumber, at)
        .moves(
            """
            buyer_sealed = :nobody, custom_data = null, user_agent = null,
            account = jsonb_set(account, '{holder}', '""')
            """,
            "p.state in ('PAID', 'FAILED', 'CANCELLED') and p.cancel_claim is null")
        .part(
            "unfindable",
            """
            delete from payment_buyer b using moved m
             where b.merchant_id = :merchant and b.digest = any(cast(:digests as bigint[]))
               and b.started_at = m.started_at and b.payment_number = m.payment_number\
            """)
        .param("nobody", nobody)
        .param("digests", digests)
        .notes("buyer_erased", "");
  }
}

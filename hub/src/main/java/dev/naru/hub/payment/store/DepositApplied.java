package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.Deposits;
import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;

/**
 * Moves a payment from AWAITING_DEPOSIT to PAID. It also moves one from FAILED to PAID, but only if
 * its account had been given up at the deadline ({@link Deposits#EXPIRED}).
 *
 * @param holdOrder false when another payment of the order is paid already; this deposit is
 *     recorded too
 */
public record DepositApplied(
    long merchantId,
    String paymentNumber,
    String noticeId,
    Instant depositedAt,
    boolean holdOrder,
    List<WebhookTaskRow> webhooks,
    Instant at)
    implements Transition {

  @Override
  public Statement statement() {
    return Statement.of(merchantId, paymentNumber, at)
        .moves(
            """
            state = 'PAID', paid_at = :depositedAt, holds_order = :holdOrder,
            failed_at = null, fail_code = null, fail_reason = null
            """,
            "(p.state = 'AWAITING_DEPOSIT' or p.state = 'FAILED' and p.fail_code = :expired)")
        .param("depositedAt", utc(depositedAt))
        .param("holdOrder", holdOrder)
        .param("expired", Deposits.EXPIRED)
        .notes("deposited", noticeId, "moved.amount")
        .tells(webhooks);
  }
}

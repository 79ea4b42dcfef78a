package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enters the payment of a charge from server to server: as APPROVING with its attempt, so that it
 * holds its order; or as FAILED, without an attempt. Enters nothing when its precondition fails.
 *
 * @param attempt null when no PG will be called
 * @param secretSealed the sealed key that is charged; null for a card, which is never stored
 * @param dueAt when the janitor takes over
 * @param webhooks the webhooks of a failure
 */
public record ChargeBegun(
    NewPayment payment,
    NewPaymentSql.Row row,
    @Nullable Attempt attempt,
    byte @Nullable [] secretSealed,
    Instant dueAt,
    List<WebhookTaskRow> webhooks)
    implements Transition {

  @Override
  public Instant at() {
    return row.at();
  }

  @Override
  public Statement statement() {
    Precondition precondition = row.context().precondition();
    Statement statement =
        Statement.of(payment.channel().merchantId(), row.paymentNumber(), at())
            .part("precondition", precondition == null ? "select 1" : precondition.sql())
            .part("released", NewPaymentSql.RELEASE)
            .part(
                "moved",
                NewPaymentSql.ENTER
                    + """
                     where exists (select 1 from precondition)
                       -- What lets the order go must have done so before this asks for it.
                       and (select count(*) from released) >= 0
                     returning provider, method, state\
                    """)
            .part("findable", NewPaymentSql.FINDABLE + " where exists (select 1 from moved)");
    if (precondition != null) {
      statement.params().addValues(precondition.params());
    }
    NewPaymentSql.bind(statement.params(), payment, row);
    if (attempt == null) {
      statement.notes("failed", String.valueOf(row.failReason()));
    } else {
      statement
          .begins(attempt, secretSealed, null, dueAt)
          .notes("claimed", attempt.id().toString());
    }
    return statement.tells(webhooks);
  }
}

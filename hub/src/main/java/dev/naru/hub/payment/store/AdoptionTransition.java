package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.Adoption;
import dev.naru.hub.webhook.WebhookTaskRow;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What only the PG knew comes into the book, because a person has said so. */
public sealed interface AdoptionTransition extends Transition {

  /**
   * A charge that only the PG knew becomes a payment that is PAID. Moves nothing where the book has
   * a payment of that number, or one that this transaction paid.
   *
   * @param pgTid as the PG told it when it was asked
   * @param orderNumber the merchant's, or what stands for it
   * @param said who said it, and why
   * @param saidId of the journal's second line
   */
  record Adopted(
      Adoption.Charge charge,
      Channel channel,
      String pgTid,
      String orderNumber,
      SealedBuyer.Kept buyer,
      String said,
      UUID saidId,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements AdoptionTransition {

    @Override
    public Statement statement() {
      return Statement.of(charge.merchantId(), charge.pgOrderNumber(), at)
          .part(
              "moved",
              """
              insert into payment (merchant_id, payment_number, order_number, state, holds_order,
                                   channel_id, provider, mid, test, escrow, method, device, pg_tid,
                                   apply_num, amount, currency, buyer_sealed, notice_urls,
                                   tells_failure, started_at, paid_at, updated_at)
              select :merchant, :paymentNumber, :orderNumber, 'PAID', true,
                     :channel, :provider, :mid, :test, false, :method, 'api', :pgTid,
                     :applyNum, :amount, :currency, :buyer, cast('[]' as jsonb),
                     false, :paidAt, :paidAt, :now
               where not exists (select 1 from payment
                                  where merchant_id = :merchant and pg_tid = :pgTid and pg_tid > ''
                                    and charged)
              on conflict (merchant_id, payment_number) do nothing
              returning *\
              """)
          .param("orderNumber", orderNumber)
          .param("channel", channel.id())
          .param("provider", channel.provider())
          .param("mid", channel.config().mid())
          .param("test", channel.isTest())
          .param("method", charge.method().isEmpty() ? "card" : charge.method())
          .param("pgTid", pgTid)
          .param("applyNum", charge.approvalNumber())
          .param("amount", charge.amountMinor())
          .param("currency", charge.currency())
          .param("buyer", buyer.sealed(), Types.BINARY)
          .param("paidAt", utc(charge.chargedAt()))
          .notes("paid", pgTid, "moved.amount")
          .says("adopted", said, saidId)
          .tells(webhooks);
    }
  }

  /**
   * READY, AWAITING_DEPOSIT or FAILED → PAID: the PG holds the money of a payment of which the book
   * says otherwise, and a person has said that it is the merchant's.
   *
   * @param said who said it, and why
   * @param saidId of the journal's second line
   */
  record FoundPaid(
      long merchantId,
      String paymentNumber,
      String pgTid,
      String approvalNumber,
      Instant paidAt,
      String said,
      UUID saidId,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements AdoptionTransition {

    @Override
    public Statement statement() {
      return Statement.of(merchantId, paymentNumber, at)
          .moves(
              """
              state = 'PAID', holds_order = true, paid_at = :paidAt, pg_tid = :pgTid,
              apply_num = case when :applyNum = '' then p.apply_num else :applyNum end,
              failed_at = null, fail_code = null, fail_reason = null
              """,
              "p.state in ('READY', 'AWAITING_DEPOSIT', 'FAILED') and p.charged")
          .param("paidAt", utc(paidAt))
          .param("pgTid", pgTid)
          .param("applyNum", approvalNumber)
          .notes("paid", pgTid, "moved.amount")
          .says("adopted", said, saidId)
          .tells(webhooks);
    }
  }
}

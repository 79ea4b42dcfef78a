package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.payment.HandedOver;
import dev.naru.hub.payment.HandedOver.Reason;
import dev.naru.hub.payment.HandedOverPayments;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Enters payments of another hub, each with its line in the journal. */
public final class JdbcHandedOverPayments implements HandedOverPayments {

  /**
   * Finds payments that have the same number, PG transaction or order; the one with the number
   * comes first.
   */
  private static final String IN_THE_WAY =
      """
      select p.merchant_id, p.payment_number, p.order_number, p.provider, p.pg_tid, p.amount,
             p.currency, p.payment_number = :paymentNumber as by_number,
             coalesce(p.charged and p.provider = :provider and p.pg_tid = :pgTid, false) as by_tid
        from payment p
       where p.payment_number = :paymentNumber
          or (p.merchant_id = :merchant and p.pg_tid = :pgTid and p.pg_tid > '')
          or (p.merchant_id = :merchant and p.order_number = :orderNumber and p.holds_order
              and :holds and not (p.state = 'CANCELLED' and p.cancelled = p.amount))
       order by by_number desc, by_tid desc
      """;

  /** Frees the order from wholly cancelled payments that held it. */
  private static final String RELEASE =
      """
      update payment p set holds_order = false
       where p.merchant_id = :merchant and p.order_number = :orderNumber and p.holds_order
         and p.state = 'CANCELLED' and p.cancelled = p.amount
      """;

  private static final String ENTER =
      """
      with entered as (
        insert into payment (merchant_id, payment_number, order_number, state, holds_order,
                             channel_id, provider, mid, test, escrow, method, device, pg_tid,
                             pg_order_number, apply_num, card, name, amount, currency, tax_free,
                             vat, cancelled, buyer_sealed, custom_data, notice_urls, customer_key,
                             customer_key_usage, fail_code, fail_reason, cancel_reason,
                             started_at, paid_at, failed_at, cancelled_at, updated_at)
        select :merchant, :paymentNumber, :orderNumber, :state,
               :holds or (:charged and not exists (
                 select 1 from payment o where o.merchant_id = :merchant
                    and o.order_number = :orderNumber and o.holds_order)),
               :channel, :provider, :mid, :test, false, :method, 'api', :pgTid,
               :pgOrderNumber, :applyNum, cast(:card as jsonb), :name, :amount, :currency, :taxFree,
               :vat, :cancelled, :buyer, :customData, '[]', :customerKey,
               case when :customerKey is not null then 'payment' end, :failCode, :failReason,
               :cancelReason, :startedAt, :paidAt, :failedAt, :cancelledAt, :now
        returning *
      ), findable as (
        insert into payment_buyer (merchant_id, digest, started_at, payment_number)
        select :merchant, d, :startedAt, :paymentNumber
          from entered, unnest(cast(:buyerDigests as bigint[])) d
      ), cancels as (
        insert into payment_cancel (merchant_id, payment_number, cancellation_id, pg_tid, amount,
                                    reason, cancelled_at, no)
        select :merchant, :paymentNumber, :cancellationId, :pgTid, :cancelled, :cancelReason,
               :cancelledAt, 1
          from entered where :cancelled > 0
      )
      insert into journal (merchant_id, payment_number, id, at, what, detail, amount)
      select :merchant, :paymentNumber, :journalId, :now, 'handed_over', coalesce(pg_tid, ''),
             case when state = 'FAILED' then 0 else amount - cancelled end
        from entered
      """;

  private static final String CANCELLED_BEFORE = "다른 결제 시스템에서 취소";

  private final JdbcClient db;
  private final SealedBuyer buyers;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  public JdbcHandedOverPayments(JdbcClient db, SealedBuyer buyers, InstantSource time) {
    this.db = db;
    this.buyers = buyers;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  private record InTheWay(
      long merchantId,
      String paymentNumber,
      String orderNumber,
      String provider,
      @Nullable String pgTid,
      long amount,
      String currency,
      boolean byNumber,
      boolean byTid) {

    boolean isThe(Past past) {
      return merchantId == past.channel().merchantId()
          && orderNumber.equals(past.orderNumber())
          && provider.equals(past.channel().provider())
          && (pgTid == null ? past.pgTid() == null : pgTid.equals(past.pgTid()))
          && amount == past.amount().minor()
          && currency.equals(past.amount().currency());
    }
  }

  @Override
  public HandedOver enter(Past past) {
    MapSqlParameterSource params = params(past);
    Optional<HandedOver> before = before(past, inTheWay(params));
    if (before.isPresent()) {
      return before.get();
    }
    if (holds(past)) {
      db.sql(RELEASE).paramSource(params).update();
    }
    db.sql(ENTER).paramSource(params).update();
    return new HandedOver.Entered();
  }

  private List<InTheWay> inTheWay(MapSqlParameterSource params) {
    return db.sql(IN_THE_WAY)
        .paramSource(params)
        .query((row, number) ->
            new InTheWay(
                row.getLong("merchant_id"),
                row.getString("payment_number"),
                row.getString("order_number"),
                row.getString("provider"),
                row.getString("pg_tid"),
                row.getLong("amount"),
                row.getString("currency"),
                row.getBoolean("by_number"),
                row.getBoolean("by_tid")))
        .list();
  }

  private static Optional<HandedOver> before(Past past, List<InTheWay> found) {
    for (InTheWay each : found) {
      boolean same = each.isThe(past);
      if (same && (each.byNumber() || (each.byTid() && past.numberIsNew()))) {
        return Optional.of(new HandedOver.There());
      }
      if (each.byNumber()) {
        return refused(Reason.NUMBER_TAKEN, each);
      }
      if (each.byTid()) {
        return refused(Reason.TID_TAKEN, each);
      }
      if (each.orderNumber().equals(past.orderNumber()) && holds(past)) {
        return refused(Reason.ORDER_PAID, each);
      }
    }
    return Optional.empty();
  }

  private static Optional<HandedOver> refused(Reason reason, InTheWay by) {
    return Optional.of(new HandedOver.Refused(reason, by.paymentNumber()));
  }

  /**
   * Whether the payment holds its order. A wholly cancelled one does only if no other payment of
   * the order was paid.
   */
  private static boolean holds(Past past) {
    return past.isCharged() && !past.isWhollyCancelled();
  }

  private MapSqlParameterSource params(Past past) {
    Instant now = time.instant();
    boolean failed = !past.isCharged();
    SealedBuyer.Kept buyer =
        buyers.keep(past.buyer(), past.channel().merchantId(), past.paymentNumber());
    UUID journalId = ids.next();
    return new MapSqlParameterSource()
        .addValue("merchant", past.channel().merchantId())
        .addValue("paymentNumber", past.paymentNumber())
        .addValue("orderNumber", past.orderNumber())
        .addValue("state", past.state().name())
        .addValue("holds", holds(past))
        .addValue("charged", past.isCharged())
        .addValue("channel", past.channel().id())
        .addValue("provider", past.channel().provider())
        .addValue("mid", past.channel().config().mid())
        .addValue("test", past.channel().isTest())
        .addValue("method", past.method().code())
        .addValue("pgTid", past.pgTid(), Types.VARCHAR)
        .addValue("pgOrderNumber", past.pgOrderNumber(), Types.VARCHAR)
        .addValue("applyNum", past.applyNum())
        .addValue("card", Transition.Statement.json(past.card()), Types.VARCHAR)
        .addValue("name", past.name(), Types.VARCHAR)
        .addValue("amount", past.amount().minor())
        .addValue("currency", past.amount().currency())
        .addValue("taxFree", past.taxFreeMinor(), Types.BIGINT)
        .addValue("vat", past.vatMinor(), Types.BIGINT)
        .addValue("cancelled", past.cancelledMinor())
        .addValue("buyer", buyer.sealed())
        .addValue("buyerDigests", buyer.digests())
        .addValue("customData", past.customData(), Types.VARCHAR)
        .addValue("customerKey", past.customerKey(), Types.VARCHAR)
        .addValue("failCode", failed ? "" : null, Types.VARCHAR)
        .addValue("failReason", past.failReason(), Types.VARCHAR)
        .addValue(
            "cancelReason", past.cancelledMinor() > 0 ? CANCELLED_BEFORE : null, Types.VARCHAR)
        .addValue("cancellationId", "cancellation_" + journalId)
        .addValue("startedAt", utc(past.startedAt()))
        .addValue("paidAt", failed ? null : utc(past.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("failedAt", failed ? utc(past.endedAt()) : null, Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue(
            "cancelledAt",
            past.cancelledAt() == null ? null : utc(past.cancelledAt()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("journalId", journalId)
        .addValue("now", utc(now));
  }
}

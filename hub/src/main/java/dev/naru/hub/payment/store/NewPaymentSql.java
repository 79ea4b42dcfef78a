package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Charges.ChargeContext;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.payment.OrderRule;
import dev.naru.hub.payment.PaymentState;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.json.JsonMapper;

/** The SQL that enters a new payment. */
public final class NewPaymentSql {

  /** Frees the order from its wholly cancelled payments, if the merchant's settings allow that. */
  static final String RELEASE =
      """
      update payment p set holds_order = false
       where p.merchant_id = :merchant and p.order_number = :orderNumber and p.holds_order and
      """
          + OrderRule.FREED
          + " returning 1";

  /** The insert of a payment, up to its {@code where}. */
  static final String ENTER =
      """
      insert into payment (merchant_id, payment_number, order_number, state, holds_order, channel_id,
                           provider, mid, test, escrow, method, device, name, amount, currency,
                           tax_free, vat, buyer_sealed, custom_data, user_agent, notice_urls,
                           confirm_url, customer_key, customer_key_usage, tells_failure, key_slot,
                           fail_code, fail_reason, failed_at, started_at, updated_at)
      select :merchant, :paymentNumber, :orderNumber, :state, :holdsOrder, :channel,
             :provider, :mid, :test, :escrow, :method, :device, :name, :amount, :currency,
             :taxFree, :vat, :buyer, :customData, :userAgent, cast(:noticeUrls as jsonb),
             :confirmUrl, :customerKey, :usage, :tellsFailure, :keySlot,
             :failCode, :failReason, :failedAt, :now, :now
      """;

  /**
   * Stores digests of the buyer's data, by which a search finds the payment that {@link #ENTER} has
   * entered. The text ends before the {@code where}, which each statement adds.
   */
  static final String FINDABLE =
      """
      insert into payment_buyer (merchant_id, digest, started_at, payment_number)
      select :merchant, d, :now, :paymentNumber from unnest(cast(:buyerDigests as bigint[])) d
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private NewPaymentSql() {}

  /**
   * The values that are entered besides the request's.
   *
   * @param failReason null unless the payment is entered as failed
   */
  public record Row(
      String paymentNumber,
      SealedBuyer.Kept buyer,
      PaymentState state,
      boolean holdsOrder,
      String provider,
      ChargeContext context,
      @Nullable String failReason,
      Instant at) {

    /** The values of a payment whose window is to be opened; the PG has not been called yet. */
    static Row ready(NewPayment payment, String paymentNumber, SealedBuyer.Kept buyer, Instant at) {
      return new Row(
          paymentNumber,
          buyer,
          PaymentState.READY,
          false,
          payment.channel().provider(),
          ChargeContext.WITHOUT_KEY,
          null,
          at);
    }
  }

  static MapSqlParameterSource bind(MapSqlParameterSource params, NewPayment payment, Row row) {
    return params
        .addValue("merchant", payment.channel().merchantId())
        .addValue("paymentNumber", row.paymentNumber())
        .addValue("orderNumber", payment.orderNumber())
        .addValue("reuse", payment.allowReuseAfterFullCancel())
        .addValue("state", row.state().name())
        .addValue("holdsOrder", row.holdsOrder())
        .addValue("channel", payment.channel().id())
        .addValue("provider", row.provider())
        .addValue("mid", payment.channel().config().mid())
        .addValue("test", payment.channel().isTest())
        .addValue("escrow", payment.escrow())
        .addValue("method", payment.method().code())
        .addValue("device", payment.device())
        .addValue("name", payment.name(), Types.VARCHAR)
        .addValue("amount", payment.amount().minor())
        .addValue("currency", payment.amount().currency())
        .addValue("taxFree", payment.taxFreeMinor(), Types.BIGINT)
        .addValue("vat", payment.vatMinor(), Types.BIGINT)
        .addValue("buyer", row.buyer().sealed())
        .addValue("buyerDigests", row.buyer().digests())
        .addValue("customData", payment.customData(), Types.VARCHAR)
        .addValue("userAgent", payment.userAgent(), Types.VARCHAR)
        .addValue("noticeUrls", JSON.writeValueAsString(payment.noticeUrls()))
        .addValue("confirmUrl", payment.confirmUrl(), Types.VARCHAR)
        .addValue("customerKey", payment.customerKey(), Types.VARCHAR)
        .addValue("usage", row.context().usage(), Types.VARCHAR)
        .addValue("tellsFailure", row.context().tellsFailure())
        .addValue("keySlot", row.context().keySlot(), Types.VARCHAR)
        .addValue("failCode", row.failReason() == null ? null : "", Types.VARCHAR)
        .addValue("failReason", row.failReason(), Types.VARCHAR)
        .addValue(
            "failedAt",
            row.failReason() == null ? null : row.at().atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("now", row.at().atOffset(ZoneOffset.UTC));
  }
}

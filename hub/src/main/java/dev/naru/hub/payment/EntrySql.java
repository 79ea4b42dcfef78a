package dev.naru.hub.payment;

import dev.naru.hub.payment.CreatePayment.NewPayment;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** How a payment is entered, whoever asks for it. */
final class EntrySql {

  /** Other payments of the order that were paid and wholly given back let it go, where allowed. */
  static final String RELEASED =
      """
      released as (
        update payment set holds_order = false
         where merchant_id = :merchant and order_number = :orderNumber and holds_order
           and :reuse and state = 'CANCELLED' and cancelled = amount
        returning 1
      )
      """;

  /** Ends before its {@code where}. */
  static final String ENTER =
      """
      insert into payment (merchant_id, payment_number, order_number, state, holds_order, channel_id,
                           provider, mid, test, escrow, method, device, name, amount, currency,
                           tax_free, vat, buyer_sealed, custom_data, user_agent, notice_urls,
                           confirm_url, customer_key, customer_key_usage, tells_failure, key_slot,
                           fail_code, fail_reason, failed_at, started_at, updated_at)
      select :merchant, :paymentNumber, :orderNumber, :state, :holdsOrder, :channel,
             :provider, :mid, :test, :escrow, :method, :device, :name, :amount, :currency,
             :taxFree, :vat, :buyer, :customData, :userAgent, :noticeUrls::jsonb,
             :confirmUrl, :customerKey, :usage, :tellsFailure, :keySlot,
             :failCode, :failReason, :failedAt, :now, :now
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private EntrySql() {}

  /**
   * What is entered besides what was asked for.
   *
   * @param buyer sealed
   * @param failReason null unless it is entered as failed
   */
  record Entry(
      String paymentNumber,
      byte[] buyer,
      PaymentState state,
      boolean holdsOrder,
      String provider,
      @Nullable String usage,
      boolean tellsFailure,
      @Nullable String keySlot,
      @Nullable String failReason,
      Instant at) {

    /** Of a window: nothing is asked of the PG yet. */
    static Entry ready(NewPayment payment, String paymentNumber, byte[] buyer, Instant at) {
      return new Entry(
          paymentNumber,
          buyer,
          PaymentState.READY,
          false,
          payment.channel().provider(),
          null,
          false,
          null,
          null,
          at);
    }
  }

  static StatementSpec bind(StatementSpec statement, NewPayment payment, Entry entry) {
    return statement
        .param("merchant", payment.channel().merchantId())
        .param("paymentNumber", entry.paymentNumber())
        .param("orderNumber", payment.orderNumber())
        .param("reuse", payment.allowReuseAfterFullCancel())
        .param("state", entry.state().name())
        .param("holdsOrder", entry.holdsOrder())
        .param("channel", payment.channel().id())
        .param("provider", entry.provider())
        .param("mid", payment.channel().config().mid())
        .param("test", payment.channel().isTest())
        .param("escrow", payment.escrow())
        .param("method", payment.method().code())
        .param("device", payment.device())
        .param("name", payment.name(), Types.VARCHAR)
        .param("amount", payment.amount().minor())
        .param("currency", payment.amount().currency())
        .param("taxFree", payment.taxFreeMinor(), Types.BIGINT)
        .param("vat", payment.vatMinor(), Types.BIGINT)
        .param("buyer", entry.buyer())
        .param("customData", payment.customData(), Types.VARCHAR)
        .param("userAgent", payment.userAgent(), Types.VARCHAR)
        .param("noticeUrls", JSON.writeValueAsString(payment.noticeUrls()))
        .param("confirmUrl", payment.confirmUrl(), Types.VARCHAR)
        .param("customerKey", payment.customerKey(), Types.VARCHAR)
        .param("usage", entry.usage(), Types.VARCHAR)
        .param("tellsFailure", entry.tellsFailure())
        .param("keySlot", entry.keySlot(), Types.VARCHAR)
        .param("failCode", entry.failReason() == null ? null : "", Types.VARCHAR)
        .param("failReason", entry.failReason(), Types.VARCHAR)
        .param(
            "failedAt",
            entry.failReason() == null ? null : entry.at().atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("now", entry.at().atOffset(ZoneOffset.UTC));
  }
}

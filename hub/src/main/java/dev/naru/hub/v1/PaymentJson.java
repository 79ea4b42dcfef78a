package dev.naru.hub.v1;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.v1.wire.WritesJson;
import dev.naru.pg.spi.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A payment in V1's form (spec/rest-api.md §2.1-2.3). Every member is always written. Amounts are
 * in the currency's minor unit, which for KRW is the won.
 */
record PaymentJson(Payment payment) implements WritesJson {

  @Override
  public void write(JsonGenerator out) {
    Payment p = payment;
    Outcome.CardUsed card = p.card();
    Payment.Buyer buyer = p.buyer();
    out.writeStartObject();
    out.writeNumberProperty("amount", p.amount().minor());
    out.writeStringProperty("apply_num", p.applyNum());
    text(out, "bank_code", p.bank() == null ? null : p.bank().code());
    text(out, "bank_name", p.bank() == null ? null : p.bank().name());
    text(out, "buyer_addr", buyer.addr());
    text(out, "buyer_email", buyer.email());
    text(out, "buyer_name", buyer.name());
    text(out, "buyer_postcode", buyer.postcode());
    text(out, "buyer_tel", buyer.tel());
    out.writeNumberProperty("cancel_amount", p.cancelledMinor());
    cancelHistory(out);
    text(out, "cancel_reason", p.cancelReason());
    cancelReceiptUrls(out);
    out.writeNumberProperty("cancelled_at", seconds(p.cancelledAt()));
    text(out, "card_code", card == null ? null : card.code());
    out.writeNullProperty("card_issuer_code");
    out.writeNullProperty("card_issuer_name");
    text(out, "card_name", card == null ? null : card.name());
    text(out, "card_number", card == null ? null : card.maskedNumber());
    out.writeNullProperty("card_publisher_code");
    out.writeNullProperty("card_publisher_name");
    out.writeNumberProperty("card_quota", card == null ? 0 : card.quotaMonths());
    cardType(out, card);
    out.writeBooleanProperty("cash_receipt_issued", false);
    out.writeStringProperty("channel", p.device());
    out.writeStringProperty("currency", p.amount().currency());
    text(out, "custom_data", p.customData());
    text(out, "customer_uid", p.customerKey());
    text(out, "customer_uid_usage", p.customerKeyUsage());
    out.writeArrayPropertyStart("deposit_history");
    out.writeEndArray();
    text(out, "emb_pg_provider", p.embPgProvider());
    out.writeBooleanProperty("escrow", p.escrow());
    text(out, "fail_reason", p.state() == PaymentState.FAILED ? p.failReason() : null);
    out.writeNumberProperty("failed_at", seconds(p.failedAt()));
    out.writeStringProperty("imp_uid", p.paymentNumber());
    out.writeStringProperty("merchant_uid", p.orderNumber());
    text(out, "name", p.name());
    out.writeNumberProperty("paid_at", seconds(p.paidAt()));
    out.writeStringProperty("pay_method", p.method().code());
    out.writeStringProperty("pg_id", p.mid());
    out.writeStringProperty("pg_provider", p.provider());
    text(out, "pg_tid", p.pgTid());
    out.writeNullProperty("promotion");
    text(out, "receipt_url", p.receiptUrl());
    out.writeBooleanProperty("sandbox", p.test());
    out.writeNumberProperty("started_at", seconds(p.startedAt()));
    out.writeStringProperty("status", p.state().v1Status());
    text(out, "user_agent", p.userAgent());
    virtualAccount(out, p.account());
    out.writeEndObject();
  }

  private static void virtualAccount(JsonGenerator out, Payment.@Nullable Account account) {
    text(out, "vbank_code", account == null ? null : account.bank().code());
    out.writeNumberProperty("vbank_date", account == null ? 0 : seconds(account.due()));
    text(out, "vbank_holder", account == null ? null : account.holder());
    out.writeNumberProperty("vbank_issued_at", account == null ? 0 : seconds(account.issuedAt()));
    text(out, "vbank_name", account == null ? null : account.bank().name());
    text(out, "vbank_num", account == null ? null : account.number());
  }

  private void cancelHistory(JsonGenerator out) {
    out.writeArrayPropertyStart("cancel_history");
    for (Payment.Cancel cancel : payment.cancels()) {
      out.writeStartObject();
      out.writeNumberProperty("amount", cancel.amountMinor());
      out.writeStringProperty("cancellation_id", cancel.cancellationId());
      out.writeNumberProperty("cancelled_at", seconds(cancel.cancelledAt()));
      out.writeStringProperty("pg_tid", cancel.pgTid());
      out.writeStringProperty("reason", cancel.reason());
      text(out, "receipt_url", cancel.receiptUrl());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void cancelReceiptUrls(JsonGenerator out) {
    out.writeArrayPropertyStart("cancel_receipt_urls");
    for (Payment.Cancel cancel : payment.cancels()) {
      if (cancel.receiptUrl() != null) {
        out.writeString(cancel.receiptUrl());
      }
    }
    out.writeEndArray();
  }

  /** Writes V1's 0 for credit and 1 for debit, and null for every other or unknown type. */
  static void cardType(JsonGenerator out, Outcome.@Nullable CardUsed card) {
    Integer type = card == null ? null : card.type();
    if (type == null || type > 1) {
      out.writeNullProperty("card_type");
    } else {
      out.writeNumberProperty("card_type", type.intValue());
    }
  }

  private static void text(JsonGenerator out, String name, @Nullable String text) {
    out.writeStringProperty(name, text);
  }

  /** The time in Unix seconds, and 0 for a time that isn't set. */
  static long seconds(@Nullable Instant instant) {
    return instant == null ? 0 : instant.getEpochSecond();
  }
}

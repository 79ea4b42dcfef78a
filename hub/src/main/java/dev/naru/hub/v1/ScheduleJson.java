package dev.naru.hub.v1;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.v1.wire.WritesJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A scheduled charge in V1's form (spec/rest-api.md §2.5). Every member is always written. */
record ScheduleJson(Schedule schedule) implements WritesJson {

  @Override
  public void write(JsonGenerator out) {
    Schedule s = schedule;
    Payment.Buyer buyer = s.buyer();
    out.writeStartObject();
    out.writeNumberProperty("amount", s.amount().minor());
    out.writeStringProperty("buyer_addr", buyer.addr());
    out.writeStringProperty("buyer_email", buyer.email());
    out.writeStringProperty("buyer_name", buyer.name());
    out.writeStringProperty("buyer_postcode", buyer.postcode());
    out.writeStringProperty("buyer_tel", buyer.tel());
    out.writeStringProperty("currency", s.amount().currency());
    out.writeStringProperty("custom_data", s.customData());
    out.writeStringProperty("customer_id", s.customerId());
    out.writeStringProperty("customer_uid", s.customerKey());
    out.writeNumberProperty("executed_at", PaymentJson.seconds(s.executedAt()));
    out.writeStringProperty("fail_reason", s.failReason());
    out.writeStringProperty("imp_uid", s.paymentNumber());
    out.writeStringProperty("merchant_uid", s.orderNumber());
    out.writeStringProperty("name", s.name());
    out.writeStringProperty("payment_status", paymentStatus(s.paymentState()));
    out.writeStringProperty("pg_id", s.mid());
    out.writeStringProperty("pg_provider", s.provider());
    out.writeNullProperty("promotion_id");
    out.writeNumberProperty("revoked_at", PaymentJson.seconds(s.revokedAt()));
    out.writeNumberProperty("schedule_at", s.scheduleAt().getEpochSecond());
    out.writeStringProperty("schedule_status", s.status().code());
    out.writeEndObject();
  }

  /** The payment's status; null while the payment is under way, for which V1 has no word here. */
  private static @Nullable String paymentStatus(@Nullable PaymentState state) {
    return switch (state) {
      case PAID, FAILED, CANCELLED -> state.v1Status();
      case READY, APPROVING, AWAITING_DEPOSIT -> null;
      case null -> null;
    };
  }
}

package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.v1.wire.WritesJson;
import dev.naru.pg.spi.Outcome;
import tools.jackson.core.JsonGenerator;

/**
 * A billing key in V1's form (spec/rest-api.md §2.4). Every member is always written, and the PG's
 * key itself never is. {@code proved} is naru's own, and written only where it is false.
 */
record CustomerJson(BillingKey key) implements WritesJson {

  @Override
  public void write(JsonGenerator out) {
    Outcome.CardUsed card = key.card();
    out.writeStartObject();
    out.writeStringProperty("card_code", card == null ? null : card.code());
    out.writeNullProperty("card_issuer_code");
    out.writeNullProperty("card_issuer_name");
    out.writeStringProperty("card_name", card == null ? null : card.name());
    out.writeStringProperty("card_number", card == null ? null : card.maskedNumber());
    out.writeNullProperty("card_publisher_code");
    out.writeNullProperty("card_publisher_name");
    PaymentJson.cardType(out, card);
    out.writeStringProperty("customer_addr", key.holder().addr());
    out.writeStringProperty("customer_email", key.holder().email());
    out.writeStringProperty("customer_id", key.customerId());
    out.writeStringProperty("customer_name", key.holder().name());
    out.writeStringProperty("customer_postcode", key.holder().postcode());
    out.writeStringProperty("customer_tel", key.holder().tel());
    out.writeStringProperty("customer_uid", key.customerKey());
    out.writeNumberProperty("inserted", key.insertedAt().getEpochSecond());
    out.writeStringProperty("pg_id", key.mid());
    out.writeStringProperty("pg_provider", key.provider());
    if (!key.proved()) {
      out.writeBooleanProperty("proved", false);
    }
    out.writeBooleanProperty("sandbox", key.test());
    out.writeNumberProperty("updated", key.updatedAt().getEpochSecond());
    out.writeEndObject();
  }
}

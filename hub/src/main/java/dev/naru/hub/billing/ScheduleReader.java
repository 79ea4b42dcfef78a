package dev.naru.hub.billing;

import dev.naru.hub.billing.Schedule.Status;
import dev.naru.hub.channel.PayMethodCodes;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Schedules as the database holds them; the buyer's personal data are sealed to their row. */
final class ScheduleReader {

  private static final TypeReference<List<String>> URLS = new TypeReference<>() {};

  private final Vault vault;
  private final JsonMapper json;
  private final BillingKeyRepository keys;

  ScheduleReader(Vault vault, JsonMapper json, BillingKeyRepository keys) {
    this.vault = vault;
    this.json = json;
    this.keys = keys;
  }

  byte[] seal(Buyer buyer, UUID sealId) {
    return vault.seal(json.writeValueAsBytes(buyer), context(sealId));
  }

  /** From a row with a payment's and a key's columns too. */
  Due due(ResultSet row) throws SQLException {
    Schedule schedule = read(row);
    boolean keyThere = row.getString("k_customer_key") != null;
    return new Due(
        row.getLong("merchant_id"),
        schedule,
        row.getLong("channel_id"),
        PayMethodCodes.ofRow(row.getString("method")),
        new ApiOrder(
            schedule.orderNumber(),
            schedule.amount(),
            schedule.name(),
            schedule.buyer(),
            (Long) row.getObject("tax_free"),
            (Long) row.getObject("vat"),
            row.getInt("card_quota"),
            schedule.customData(),
            json.readValue(row.getString("notice_urls"), URLS)),
        keyThere ? keys.read(row) : null);
  }

  /** From a row with the payment's {@code p_state, p_fail_reason, p_provider, p_mid}. */
  Schedule read(ResultSet row) throws SQLException {
    String state = row.getString("p_state");
    UUID sealId = row.getObject("seal_id", UUID.class);
    return new Schedule(
        row.getLong("id"),
        row.getString("customer_key"),
        row.getString("order_number"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("payment_number"),
        row.getString("p_provider"),
        row.getString("p_mid"),
        row.getString("customer_id"),
        row.getObject("schedule_at", OffsetDateTime.class).toInstant(),
        instant(row, "executed_at"),
        instant(row, "revoked_at"),
        new Money(row.getLong("amount"), row.getString("currency")),
        row.getString("name"),
        json.readValue(vault.open(row.getBytes("buyer_sealed"), context(sealId)), Buyer.class),
        row.getString("custom_data"),
        state == null ? null : PaymentState.valueOf(state),
        row.getString("p_fail_reason"));
  }

  private static String context(UUID sealId) {
    return "schedule.buyer/" + sealId;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}

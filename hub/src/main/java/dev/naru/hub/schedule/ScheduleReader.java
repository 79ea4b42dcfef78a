package dev.naru.hub.schedule;

import static dev.naru.hub.database.Columns.instant;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.channel.PayMethodCodes;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.schedule.Schedule.Status;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads schedules from rows of {@code schedule}, and seals the buyer's personal data for them. A
 * row needs the columns of the payment too: {@link #PAYMENT} or {@link #NO_PAYMENT}.
 */
final class ScheduleReader {

  /** The columns of the payment, from {@code payment p}. */
  static final String PAYMENT =
      """
      , p.state as p_state, p.fail_reason as p_fail_reason, p.provider as p_provider,
        p.mid as p_mid
      """;

  /** The same columns, empty, for a schedule without a payment, as every pending one is. */
  static final String NO_PAYMENT =
      """
      , cast(null as text) as p_state, cast(null as text) as p_fail_reason,
        cast(null as text) as p_provider, cast(null as text) as p_mid
      """;

  private static final TypeReference<List<String>> URLS = new TypeReference<>() {};

  private final Vault vault;
  private final JsonMapper json;

  ScheduleReader(Vault vault, JsonMapper json) {
    this.vault = vault;
    this.json = json;
  }

  /**
   * Seals a buyer's data.
   *
   * @param sealId is stored in the row; the sealed bytes open only together with it (G27)
   */
  byte[] seal(Buyer buyer, UUID sealId) {
    return vault.seal(json.writeValueAsBytes(buyer), context(sealId));
  }

  /** Reads a schedule with the channel, method and order that it is charged with. */
  StoredSchedule readStored(ResultSet row) throws SQLException {
    Schedule schedule = read(row);
    return new StoredSchedule(
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
            json.readValue(row.getString("notice_urls"), URLS)));
  }

  Schedule read(ResultSet row) throws SQLException {
    String state = row.getString("p_state");
    UUID sealId = row.getObject("seal_id", UUID.class);
    return new Schedule(
        row.getObject("id", UUID.class),
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
}

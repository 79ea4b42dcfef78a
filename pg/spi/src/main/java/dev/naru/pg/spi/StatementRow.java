package dev.naru.pg.spi;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of a PG's list, in the same form for every PG (protocols/reconciliation.md §6.1). It has no
 * names, goods, telephone, account or card numbers.
 *
 * @param mid the MID that the row is about
 * @param pgTid the PG's number of the charge; empty if the row names only its own number
 * @param eventTid the row's own number, of a partial cancel or a deposit; empty for none
 * @param pgOrderNumber the order number that the PG received; may be empty in lists of payouts
 * @param amountMinor in minor units of {@code currency}, positive; the kind tells the direction
 * @param fees what the PG keeps; null in a list of transactions
 * @param occurredAt when it happened, by the PG's clock
 * @param dateOnly whether the PG gave only a day, so that {@code occurredAt} is its beginning
 * @param settledOn the day of the payout, in Korea; null where the list doesn't say
 * @param method V1's code of the pay method; empty where the list doesn't say
 * @param approvalNumber the card company's approval number; empty for none
 */
public record StatementRow(
    Kind kind,
    String mid,
    String pgTid,
    String eventTid,
    String pgOrderNumber,
    long amountMinor,
    String currency,
    @Nullable Fees fees,
    Instant occurredAt,
    boolean dateOnly,
    @Nullable LocalDate settledOn,
    String method,
    String approvalNumber) {

  /** What happened. */
  public enum Kind {
    /** An approval, or a deposit into a virtual account. */
    CHARGE,
    /** The rest of a charge was given back. */
    CANCEL,
    /** A part of a charge was given back. */
    PARTIAL_CANCEL,
    /** Money without a charge: chargebacks, held amounts, corrections. */
    ADJUSTMENT
  }

  /**
   * What the PG keeps of a row, in minor units, positive if the merchant pays it.
   *
   * @param netMinor what is paid out for the row; negative if the merchant pays it back
   */
  public record Fees(long feeMinor, long vatMinor, long netMinor) {}
}

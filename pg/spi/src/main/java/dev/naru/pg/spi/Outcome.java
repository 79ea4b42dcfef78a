package dev.naru.pg.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a charge ended. Not exceptions: each of the three is an ordinary day. */
public sealed interface Outcome {

  /**
   * The PG charged.
   *
   * @param pgTid the PG's transaction number of the charge (not of the authentication)
   * @param amount what was charged
   * @param method what was really used, which may differ from what was asked for
   * @param embPgProvider the easy-pay used inside the window in V1's spelling, else null
   * @param applyNum the card approval number, else empty
   * @param card null for other methods
   * @param receiptUrl the PG's slip
   * @param approvedAt the PG's own time of the charge
   */
  record Approved(
      String pgTid,
      Money amount,
      PayMethod method,
      @Nullable String embPgProvider,
      String applyNum,
      @Nullable CardUsed card,
      @Nullable String receiptUrl,
      Instant approvedAt)
      implements Outcome {}

  /** The PG certainly did not charge. */
  record Declined(PgError error) implements Outcome {}

  /**
   * Timed out, unreadable, contradicting or unmapped. Only the PG may end it, by net cancel or
   * inquiry; nobody guesses (G04).
   *
   * @param reason for the log and the journal, without secrets
   */
  record Unknown(String reason) implements Outcome {}

  /**
   * A card as a PG tells it.
   *
   * @param code the acquirer's 3-digit standard code, null when unknown
   * @param name for example {@code 신한카드}, null when unknown
   * @param maskedNumber as the PG masked it, null when it sent none
   * @param quotaMonths 0 for a lump sum
   * @param type 0 credit, 1 debit, 2 gift; null where the PG is silent
   */
  record CardUsed(
      @Nullable String code,
      @Nullable String name,
      @Nullable String maskedNumber,
      int quotaMonths,
      @Nullable Integer type) {}
}

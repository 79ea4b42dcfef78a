package dev.naru.pg.spi;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a charge ended. Not exceptions: each of them is an ordinary day. */
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
   * @param bank the account's bank for {@link PayMethod#TRANS}, null where the PG is silent
   * @param receiptUrl the PG's slip
   * @param key a billing key issued together with the charge
   * @param approvedAt the PG's own time of the charge
   */
  record Approved(
      String pgTid,
      Money amount,
      PayMethod method,
      @Nullable String embPgProvider,
      String applyNum,
      @Nullable CardUsed card,
      @Nullable Bank bank,
      @Nullable String receiptUrl,
      @Nullable IssuedKey key,
      Instant approvedAt)
      implements Outcome {}

  /** The PG opened a virtual account: money is awaited, none has moved. */
  record AccountIssued(String pgTid, Money amount, VirtualAccount account, Instant issuedAt)
      implements Outcome {}

  /** The PG issued a billing key and charged nothing. */
  record KeyIssued(String pgTid, IssuedKey key, @Nullable CardUsed card, Instant issuedAt)
      implements Outcome {}

  /** The PG certainly did not charge. */
  record Declined(PgError error) implements Outcome {}

  /**
   * Timed out, unreadable, contradicting or unmapped. Only the PG may end it, by net cancel or
   * inquiry; nobody guesses (G04).
   *
   * @param reason for the log and the journal, without secrets
   * @param charged what the PG says it charged where that isn't what was asked for, and all else of
   *     its answer is ours; null where it told nothing that can be believed. A net cancel gets it
   */
  record Unknown(String reason, @Nullable Money charged) implements Outcome {

    public Unknown(String reason) {
      this(reason, null);
    }
  }

  /**
   * The PG charged in a window that was to issue a billing key alone (spec/pg-rules.md §5 row C1).
   * The merchant's settings say what becomes of the charge.
   *
   * @param charge with the key, if one was issued with it
   */
  record UnexpectedCharge(Approved charge) implements Outcome {}

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

  /**
   * @param code 3-digit standard code
   */
  record Bank(String code, String name) {}

  /**
   * @param number verbatim from the PG
   * @param holder as the PG tells it
   * @param due deposit deadline, Korean time
   */
  record VirtualAccount(Bank bank, String number, String holder, LocalDateTime due) {}

  /**
   * What a PG is charged with again. Opaque to the hub, kept sealed, never shown.
   *
   * @param secret the PG's key and what belongs to it; hidden by {@code toString}
   */
  record IssuedKey(Map<String, String> secret) {
    public IssuedKey {
      secret = Map.copyOf(secret);
    }

    @Override
    public String toString() {
      return "IssuedKey" + secret.keySet();
    }
  }
}

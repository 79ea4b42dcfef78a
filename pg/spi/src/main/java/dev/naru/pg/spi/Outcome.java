package dev.naru.pg.spi;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of asking for a charge, a virtual account or a billing key. */
public sealed interface Outcome {

  /**
   * The PG charged.
   *
   * @param pgTid the PG's transaction number of the charge, not of the authentication
   * @param amount the charged amount
   * @param method the method that the buyer used, which may differ from the requested one; it has a
   *     row in the capability table
   * @param embPgProvider V1's code of the easy-pay that was used inside the window; null for none
   * @param applyNum the card approval number; empty for other methods
   * @param card the card; null for other methods
   * @param bank the bank of the account for {@link PayMethod#TRANS}; null if the PG does not say
   * @param receiptUrl the address of the PG's receipt; null if there is none
   * @param key a billing key issued together with the charge; null for none
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

  /** The PG opened a virtual account. No money has moved; the buyer deposits later. */
  record AccountIssued(String pgTid, Money amount, VirtualAccount account, Instant issuedAt)
      implements Outcome {}

  /**
   * The PG issued a billing key and charged nothing.
   *
   * @param proved false if the key came unsigned through the buyer's browser. The hub then keeps it
   *     beside the customer's present key until a first charge with it succeeds
   */
  record KeyIssued(
      String pgTid, IssuedKey key, @Nullable CardUsed card, Instant issuedAt, boolean proved)
      implements Outcome {

    /** A key that the PG's server sent, or that the PG signed. */
    public KeyIssued(String pgTid, IssuedKey key, @Nullable CardUsed card, Instant issuedAt) {
      this(pgTid, key, card, issuedAt, true);
    }
  }

  /** The PG certainly did not charge. */
  record Declined(PgError error) implements Outcome {}

  /**
   * The PG surely never got the request, so that nothing was charged and it may be made again.
   *
   * @param reason for the log and the journal, without secrets
   */
  record NotSent(String reason) implements Outcome {}

  /**
   * The PG's answer timed out, is unreadable, contradicts the request or has a code that the
   * connector does not know. Only the PG's answer to a net cancel or an inquiry settles it; the hub
   * never guesses (G04).
   *
   * @param reason for the log and the journal, without secrets
   * @param charged the amount that the PG says it charged, if it differs from the requested one and
   *     the rest of the answer matches the request; null otherwise. The hub passes it on to a net
   *     cancel
   * @param anothers the charge that the PG says it made for this request under another order's
   *     number; null if it named none. The hub undoes exactly this charge
   */
  record Unknown(String reason, @Nullable Money charged, @Nullable AnothersCharge anothers)
      implements Outcome {

    public Unknown(String reason) {
      this(reason, null, null);
    }

    public Unknown(String reason, @Nullable Money charged) {
      this(reason, charged, null);
    }

    public Unknown(String reason, AnothersCharge anothers) {
      this(reason, null, anothers);
    }
  }

  /**
   * A charge that the PG reports under an order number other than the attempt's.
   *
   * @param pgTid the PG's number of the charge
   * @param pgOrderNumber the order number under which the PG charged
   * @param amount the charged amount
   */
  record AnothersCharge(String pgTid, String pgOrderNumber, Money amount) {}

  /**
   * The PG charged in a window that was to issue only a billing key (spec/pg-rules.md §5 row C1).
   * The merchant's settings decide whether the hub keeps or refunds the charge.
   *
   * @param charge the charge, with the key if one was issued
   */
  record UnexpectedCharge(Approved charge) implements Outcome {}

  /**
   * The card that was used, as the PG reports it.
   *
   * @param code the acquirer's 3-digit standard code; null if unknown
   * @param name the acquirer's name, for example {@code 신한카드}; null if unknown
   * @param maskedNumber the number as the PG masked it; null if the PG sent none. Of a number that
   *     the PG failed to mask, at most the first six digits and the last four are kept; a text that
   *     is no card number becomes null
   * @param quotaMonths months of instalment, 0 for a lump sum
   * @param type 0 credit, 1 debit, 2 gift; null if the PG does not say
   */
  record CardUsed(
      @Nullable String code,
      @Nullable String name,
      @Nullable String maskedNumber,
      int quotaMonths,
      @Nullable Integer type) {

    public CardUsed {
      maskedNumber = CardNumber.shown(maskedNumber);
    }
  }

  /**
   * A Korean bank.
   *
   * @param code 3-digit standard code
   */
  record Bank(String code, String name) {}

  /**
   * An account that the buyer deposits into.
   *
   * @param number the number exactly as the PG sent it
   * @param holder the name of the holder as the PG sent it
   * @param due deposit deadline, Korean time
   */
  record VirtualAccount(Bank bank, String number, String holder, LocalDateTime due) {}

  /**
   * A billing key. The hub stores it sealed, does not read it and never shows it.
   *
   * @param secret the PG's key and what else a charge with it needs; {@code toString} hides it
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

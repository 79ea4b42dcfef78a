package dev.naru.hub.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a PG and isn't known to have happened or not: the approvals, charges and
 * cancels whose first answer didn't tell (G06). The janitor asks about each along its backoff, and
 * then daily, without an end; here a person lists them, has the PG asked at once, or says what is
 * true. Every method throws {@link org.springframework.dao.DataAccessException} when the database
 * is away. Thread-safe, and safe beside other processes on the same database.
 */
public interface Unresolved {

  /** How long a reason or a name may be, in characters; more is cut off. */
  int MAX_TEXT = 500;

  /**
   * The cases, oldest first.
   *
   * @param merchantId of one merchant; null for all merchants
   * @param most how many at most, 1 to 1,000
   */
  List<Case> list(@Nullable Long merchantId, int most);

  /** One case; empty when there is none of this id, or when it has ended. */
  Optional<Case> find(UUID id);

  /**
   * Has the PG asked now, and waits for its answer (at most some 90 seconds). What it says is
   * written down as always, with its webhooks.
   */
  Asked ask(UUID id);

  /**
   * Ends a case by a person's word. The payment changes as if the PG had said so, with its
   * webhooks; the journal keeps who said it and why.
   */
  Closed close(Word word);

  /** What was asked of the PG. */
  enum Kind {
    /** The approval after a window. What stays unknown is undone. */
    APPROVAL,
    /** A charge by key or card, from server to server. What the PG holds stands. */
    CHARGE,
    CANCEL,
    /**
     * The issue of a virtual account by API. An account that nobody was told of is closed again.
     */
    ACCOUNT_ISSUE,
    /** The closing of a virtual account that waits for its deposit. */
    ACCOUNT_CLOSING
  }

  /** What a person may say of a case. */
  enum Verdict {
    /** For an approval or a charge: the PG holds the money, and it is the merchant's. */
    PAID,
    /**
     * The PG holds no money of it, never did or gave it back: of an approval, a charge or an
     * account's issue.
     */
    NOT_PAID,
    /** For a cancel or a closing: the PG gave the money back, or closed the account. */
    CANCELLED,
    /** For a cancel or a closing: the PG gave nothing back, or the account is open. */
    NOT_CANCELLED;

    /** Whether this verdict can be true of a case of that kind. */
    public boolean fits(Kind kind) {
      return switch (this) {
        case PAID -> kind == Kind.APPROVAL || kind == Kind.CHARGE;
        case NOT_PAID -> kind != Kind.CANCEL && kind != Kind.ACCOUNT_CLOSING;
        case CANCELLED, NOT_CANCELLED -> kind == Kind.CANCEL || kind == Kind.ACCOUNT_CLOSING;
      };
    }
  }

  /**
   * A case.
   *
   * @param id of the attempt, as the log and the journal name it
   * @param merchantCode the merchant's user code, {@code imp} and 8 digits
   * @param paymentNumber V1's {@code imp_uid}; it is also the order number that the PG knows
   * @param orderNumber V1's {@code merchant_uid}
   * @param provider the PG's V1 code
   * @param test whether no real money is in it
   * @param pgTid the PG's number of the charge; null where the PG has named none
   * @param amountMinor of the charge, or of this cancel, in minor units of {@code currency}
   * @param asked what was asked, in words
   * @param answered what came of the first call and of the last look, in words, without secrets
   * @param since when the first answer failed to tell
   * @param looks how often the PG was asked about it since
   * @param lastAskedAt when the last look ended; null while one is under way
   * @param nextAskAt when the PG is asked next
   */
  record Case(
      UUID id,
      long merchantId,
      String merchantCode,
      String merchantName,
      String paymentNumber,
      String orderNumber,
      String provider,
      String mid,
      boolean test,
      @Nullable String pgTid,
      Kind kind,
      long amountMinor,
      String currency,
      String asked,
      String answered,
      Instant since,
      int looks,
      @Nullable Instant lastAskedAt,
      Instant nextAskAt) {}

  /** How {@link #ask} ended. */
  sealed interface Asked {
    /** The PG has said what is true. */
    record Settled(Payment payment) implements Asked {}

    record StillUnknown(Case asItStands) implements Asked {}

    /** Another process, or another thread, is asking at this moment. */
    record UnderWay() implements Asked {}

    /** There is no such case, or it has ended. */
    record NoSuchCase() implements Asked {}
  }

  /**
   * A person's word about a case.
   *
   * @param pgTid for {@link Verdict#PAID} the PG's number of the charge, needed unless the case
   *     names it; for {@link Verdict#CANCELLED} the PG's number of the cancel, null for none
   * @param reason why it is known, for example "seen in the PG's console"; not blank
   * @param who said it; not blank
   */
  record Word(UUID id, Verdict verdict, @Nullable String pgTid, String reason, String who) {}

  /** How {@link #close} ended. */
  sealed interface Closed {
    record Done(Payment payment) implements Closed {}

    /** There is no such case, or it has ended. */
    record NoSuchCase() implements Closed {}

    /** The PG is being asked at this moment: try again in a minute. */
    record UnderWay() implements Closed {}

    /**
     * The word can't be taken.
     *
     * @param why in a sentence for the person who said it
     */
    record Refused(String why) implements Closed {}
  }
}

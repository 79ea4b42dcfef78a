package dev.naru.hub.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The calls to PGs whose outcome is unknown: approvals, charges and cancels whose first answer
 * didn't tell it (G06). The {@link Janitor} asks about each with growing pauses and then daily,
 * without end. Here a person lists them, has the PG asked at once, or tells the outcome. Every
 * method throws {@link org.springframework.dao.DataAccessException} when the database is away.
 * Thread-safe, and safe beside other processes on the same database.
 */
public interface Unresolved {

  /** How long a reason or a name may be, in characters; more is cut off. */
  int MAX_TEXT = 500;

  /**
   * The cases, oldest first.
   *
   * @param merchantId null for all merchants
   * @param most how many at most, 1 to 1,000
   */
  List<Case> list(@Nullable Long merchantId, int most);

  /** One case; empty when there is none of this id, or when it has ended. */
  Optional<Case> find(UUID id);

  /**
   * Has the PG asked now, and waits for its answer, at most about 90 seconds. The answer changes
   * the payment as always, with its webhooks.
   */
  Asked ask(UUID id);

  /**
   * Ends a case by a person's word. The payment changes as if the PG had said so, with its
   * webhooks; the journal stores who said it and why.
   */
  Closed close(Word word);

  /** The kinds of calls. */
  enum Kind {
    /** The approval after a window. If its outcome stays unknown, it is undone. */
    APPROVAL,
    /**
     * A charge by key or card, from server to server. If the PG holds the money, the charge stands.
     */
    CHARGE,
    CANCEL,
    /**
     * The issue of a virtual account by API. An account that nobody was told of is closed again.
     */
    ACCOUNT_ISSUE,
    /** The closing of a virtual account that waits for its deposit. */
    ACCOUNT_CLOSING
  }

  /** What a person can say about a case. */
  enum Verdict {
    /** For an approval or a charge: the PG holds the money, and it is the merchant's. */
    PAID,
    /**
     * For an approval, a charge or an account's issue: the PG holds no money, because it never
     * charged or has refunded it.
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
   * @param id the attempt's id, as the log and the journal name it
   * @param merchantCode the merchant's user code, {@code imp} and 8 digits
   * @param paymentNumber V1's {@code imp_uid}; it is also the order number that the PG knows
   * @param orderNumber V1's {@code merchant_uid}
   * @param provider the PG's V1 code
   * @param test whether no real money is involved
   * @param pgTid the PG's number of the charge; null if the PG has named none
   * @param amountMinor the amount of the charge, or of this cancel, in minor units of {@code
   *     currency}
   * @param asked what the PG was asked, in words
   * @param answered the results of the first call and of the last question, in words, without
   *     secrets
   * @param since since when the outcome is unknown
   * @param looks how often the PG was asked about it since
   * @param lastAskedAt when the last question ended; null while one is under way
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
    /** The PG has told the outcome. */
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
   * @param who the person who said it; not blank
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
     * The person's word can't be true of this case.
     *
     * @param why a sentence for that person
     */
    record Refused(String why) implements Closed {}
  }
}

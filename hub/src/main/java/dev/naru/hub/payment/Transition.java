package dev.naru.hub.payment;

import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Outcome.AccountIssued;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.KeyIssued;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move of a payment, as a value. {@link TransitionWriter} carries each out in one statement and
 * one round trip, so that concurrent ones can later share a commit. Every move that follows a call
 * to a PG ends its {@link Attempt} first and only while the fence still holds: whoever lost its
 * turn to the janitor moves nothing.
 */
sealed interface Transition {

  Instant at();

  /** READY → FAILED: the window ended without an authentication. */
  record EndedInWindow(
      long merchantId, String paymentNumber, String code, String reason, Instant at)
      implements Transition {}

  /**
   * READY → APPROVING: the intent, written before the PG hears of it (G02), holding the order so
   * that no other payment of it can be approved (G14).
   *
   * @param proofSealed what net cancel needs after a crash
   * @param singleUse digest of what may be brought to the PG once; null where that doesn't matter
   * @param dueAt when the janitor takes over
   */
  record Claimed(
      Attempt attempt, byte[] proofSealed, byte @Nullable [] singleUse, Instant dueAt, Instant at)
      implements Transition {}

  /**
   * A charge from server to server, entered as APPROVING with its attempt and holding its order; or
   * entered as FAILED, with no attempt at all. Moves nothing when its gate is shut.
   *
   * @param attempt null when no PG will hear of it
   * @param secretSealed the key it is charged with; null for a card, which is never kept
   * @param dueAt when the janitor takes over
   * @param webhooks of a failure
   */
  record Begun(
      NewCharge charge,
      EntrySql.Entry entry,
      @Nullable Attempt attempt,
      byte @Nullable [] secretSealed,
      Instant dueAt,
      List<WebhookTaskRow> webhooks)
      implements Transition {

    @Override
    public Instant at() {
      return entry.at();
    }
  }

  /**
   * APPROVING → PAID, with its webhooks; the amount is what the PG charged.
   *
   * @param key the billing key issued with it, sealed
   */
  record Paid(
      Attempt attempt,
      Approved approved,
      @Nullable SealedKey key,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements Transition {}

  /** APPROVING → PAID for a billing key alone: nothing was charged. */
  record KeyWritten(
      Attempt attempt, KeyIssued issued, SealedKey key, List<WebhookTaskRow> webhooks, Instant at)
      implements Transition {}

  /** APPROVING → AWAITING_DEPOSIT; lets the order go, for several accounts may wait for it. */
  record AccountOpened(
      Attempt attempt, AccountIssued issued, List<WebhookTaskRow> webhooks, Instant at)
      implements Transition {}

  /**
   * AWAITING_DEPOSIT → PAID; FAILED → PAID for an account that was given up at its deadline ({@link
   * ExpireVirtualAccounts}), and for nothing else.
   *
   * @param holdOrder false when another payment of the order is paid already: the money came all
   *     the same
   */
  record Deposited(
      long merchantId,
      String paymentNumber,
      String noticeId,
      Instant depositedAt,
      boolean holdOrder,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements Transition {}

  /** A billing key ready to be written down. */
  record SealedKey(String customerKey, byte[] sealed) {}

  /**
   * APPROVING → FAILED: the PG certainly holds no money of it.
   *
   * @param webhooks none for a window, whose buyer is told
   */
  record Failed(
      Attempt attempt,
      String outcome,
      String code,
      String reason,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements Transition {

    Failed(Attempt attempt, String outcome, String code, String reason, Instant at) {
      this(attempt, outcome, code, reason, List.of(), at);
    }
  }

  /**
   * The intent to cancel. Succeeds only while exactly {@code remainingMinor} is left, that is
   * enough, and no other cancel of the payment is under way (G09).
   */
  record CancelClaimed(Attempt attempt, long remainingMinor, Instant dueAt, Instant at)
      implements Transition {}

  /** PAID or CANCELLED → CANCELLED. */
  record Cancelled(
      Attempt attempt,
      CancelOutcome.Cancelled outcome,
      String cancellationId,
      String reason,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements Transition {}

  /** The PG certainly cancelled nothing: the payment is as it was. */
  record CancelEnded(Attempt attempt, String outcome, String detail, Instant at)
      implements Transition {}
}

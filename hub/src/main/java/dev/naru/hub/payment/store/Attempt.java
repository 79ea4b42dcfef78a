package dev.naru.hub.payment.store;

import dev.naru.hub.channel.Channel;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call to a PG, as the hub has stored it.
 *
 * @param amountMinor the amount of the approval or of this cancel, in minor units
 * @param request the values of a cancel; for a charge what the PG named before the end, if
 *     anything: another amount, a key
 * @param fence the number of the worker's turn; a write with an older number changes nothing
 * @param besides how many of the turns weren't the janitor's own
 * @param unresolvedSince since when the outcome is unknown; null before the first question
 */
public record Attempt(
    long merchantId,
    UUID id,
    String paymentNumber,
    Kind kind,
    long amountMinor,
    String request,
    int fence,
    int besides,
    @Nullable Instant unresolvedSince) {

  /** A new attempt, which nobody has taken over and with which nothing is noted. */
  public Attempt(
      long merchantId,
      UUID id,
      String paymentNumber,
      Kind kind,
      long amountMinor,
      String request,
      int fence) {
    this(merchantId, id, paymentNumber, kind, amountMinor, request, fence, 0, null);
  }

  public enum Kind {
    /** The approval after a window; if its outcome stays unknown, it is undone. */
    APPROVE,
    /**
     * A charge by key or card, from server to server; if its outcome stays unknown, the PG is
     * asked.
     */
    CHARGE,
    CANCEL,
    /**
     * The opening of a virtual account without a window; an account that nobody was told of is
     * closed again.
     */
    ACCOUNT,
    /**
     * The closing of an account that waits for its deposit; if its outcome stays unknown, the PG is
     * asked.
     */
    REVOKE
  }

  /** This attempt in the view of the worker that has just taken it over. */
  Attempt takenOver() {
    return new Attempt(
        merchantId,
        id,
        paymentNumber,
        kind,
        amountMinor,
        request,
        fence + 1,
        besides,
        unresolvedSince);
  }

  /** How often the janitor has taken this attempt over by itself. */
  public int turn() {
    return Math.max(0, fence - besides);
  }

  /**
   * The attempt for a call to the connector. The PG's order number is the payment number: unique,
   * short and plain ASCII.
   */
  public PersistedAttempt asPersisted(Channel channel, Money paymentAmount) {
    return new PersistedAttempt(id.toString(), paymentNumber, channel.config(), paymentAmount);
  }
}

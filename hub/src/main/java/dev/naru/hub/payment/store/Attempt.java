package dev.naru.hub.payment.store;

import dev.naru.hub.channel.Channel;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is, or was, asked of a PG, as it stands in the journal.
 *
 * @param amountMinor of the approval, or of this cancel
 * @param request what a cancel was asked with; for a charge what the PG said before it was over, if
 *     anything: another amount, a key
 * @param fence which worker's turn it is; a write with an older number changes nothing
 * @param besides how many of those turns weren't the janitor's own
 * @param unresolvedSince since when only the PG knows how it ended; null before the first look
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

  /** An attempt that is about to be made: not taken over yet, and nothing noted. */
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
    /** After a window: what stays unknown is undone. */
    APPROVE,
    /** By key or card, from server to server: what stays unknown is asked about. */
    CHARGE,
    CANCEL,
    /** A virtual account without a window: one that nobody was told of is closed again. */
    ACCOUNT,
    /** The closing of an account that waits for money: what stays unknown is asked about. */
    REVOKE
  }

  /** This attempt as the worker sees it that has taken it over. */
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

  /** How often the janitor has taken it over by itself. */
  public int turn() {
    return Math.max(0, fence - besides);
  }

  /** The order number a PG sees is the payment's own id: unique, short and plain ASCII. */
  public PersistedAttempt asPersisted(Channel channel, Money paymentAmount) {
    return new PersistedAttempt(id.toString(), paymentNumber, channel.config(), paymentAmount);
  }
}

package dev.naru.hub.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a payment.
 *
 * @param what in one word of its source
 * @param detail more of it as the source keeps it, without secrets; empty for nothing
 * @param outcome how it ended
 * @param amountMinor the money that it is about, in minor units of the payment's currency; null for
 *     none
 * @param took how long it took; null where nobody measured it
 */
public record Event(
    Instant at,
    Source source,
    String what,
    String detail,
    Outcome outcome,
    @Nullable Long amountMinor,
    @Nullable Duration took) {

  /** Who did it. */
  public enum Source {
    /** The shop: {@code sdk} opened a window, or {@code api} asked for a charge. */
    SHOP,
    /** A call to the PG: {@code approve charge cancel account revoke}. */
    PG,
    /** The payment changed, by the word of the journal. */
    PAYMENT,
    /** {@code issued} or {@code cancelled}. */
    RECEIPT,
    /**
     * {@code sent}; or {@code waiting}, {@code not_sent} and {@code no_target} for one of which
     * nothing was sent.
     */
    WEBHOOK,
    /** What an operator did, by the word of the audit log. */
    OPERATOR
  }

  /** How it ended. */
  public enum Outcome {
    DONE,
    FAILED,
    /** Nobody knows yet. */
    OPEN,
    /** It is still to be done. */
    WAITING
  }
}

package dev.naru.hub.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a payment.
 *
 * @param what the kind of event, in one word that {@link Source} lists
 * @param detail what the source says besides, without secrets; empty for nothing
 * @param outcome how the event ended
 * @param amountMinor its amount, in minor units of the payment's currency; null for none
 * @param took how long it took; null where that wasn't measured
 */
public record Event(
    Instant at,
    Source source,
    String what,
    String detail,
    Outcome outcome,
    @Nullable Long amountMinor,
    @Nullable Duration took) {

  /** Where the event was recorded, and the words of {@link Event#what} there. */
  public enum Source {
    /** The shop's request: {@code sdk} opened a window, or {@code api} asked for a charge. */
    SHOP,
    /** A call to the PG: {@code approve charge cancel account revoke}. */
    PG,
    /** A change of the payment, by the journal's word. */
    PAYMENT,
    /** A cash receipt: {@code issued} or {@code cancelled}. */
    RECEIPT,
    /**
     * A webhook: {@code sent}; or {@code waiting}, {@code not_sent} and {@code no_target} for one
     * that wasn't sent.
     */
    WEBHOOK,
    /** An operator's action, by the audit log's word. */
    OPERATOR
  }

  /** How an event ended. */
  public enum Outcome {
    DONE,
    FAILED,
    /** The outcome isn't known yet. */
    OPEN,
    /** The event is still to come. */
    WAITING
  }
}

package dev.naru.pg.spi;

/**
 * A refusal by a PG.
 *
 * @param code the PG's own code; empty if it sent none
 * @param text the PG's own text, which a buyer can be shown
 * @param category the meaning in the hub's vocabulary
 */
public record PgError(String code, String text, Category category) {

  /** The hub's error vocabulary. Each connector maps its PG's codes to it. */
  public enum Category {
    /** Refused without a reason that the hub distinguishes. */
    DECLINED,
    /** Number, expiry, password or identity data are wrong. */
    BAD_CARD,
    EXPIRED_CARD,
    LIMIT_EXCEEDED,
    LOST_OR_STOLEN,
    /** The buyer left the window. */
    LEFT_BY_BUYER,
    /** The authentication was used before, by this or another request. */
    ALREADY_USED,
    ALREADY_CANCELLED,
    NOT_CANCELLABLE,
    PARTIAL_CANCEL_IMPOSSIBLE,
    EXCEEDS_REMAINING,
    NO_SUCH_TRANSACTION,
    /** The channel's contract or keys are wrong; an operator must correct them. */
    CONFIGURATION,
    /** The PG considers a value forged. */
    FORGED,
    /** The PG could not read the hub's request: a bug in the connector. */
    BAD_REQUEST
  }
}

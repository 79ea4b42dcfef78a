package dev.naru.pg.spi;

/**
 * A PG's "no".
 *
 * @param code the PG's own code; empty when it sent none
 * @param text the PG's own text, fit to show a buyer
 * @param category what it means in the hub's vocabulary
 */
public record PgError(String code, String text, Category category) {

  /** The hub's error vocabulary; every connector maps its PG's codes to it. */
  public enum Category {
    /** The issuer said no, without saying why in a way we know. */
    DECLINED,
    /** Number, expiry, password or identity data are wrong. */
    BAD_CARD,
    EXPIRED_CARD,
    LIMIT_EXCEEDED,
    LOST_OR_STOLEN,
    /** The buyer left. */
    LEFT_BY_BUYER,
    /** The authentication was used before. */
    ALREADY_USED,
    ALREADY_CANCELLED,
    NOT_CANCELLABLE,
    PARTIAL_CANCEL_IMPOSSIBLE,
    EXCEEDS_REMAINING,
    NO_SUCH_TRANSACTION,
    /** The channel's contract or keys are wrong: an operator must act. */
    CONFIGURATION,
    /** The PG believes a value was forged. */
    FORGED,
    /** The hub sent something the PG cannot read: our bug. */
    BAD_REQUEST
  }
}

package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of money that came in a key's window otherwise than was asked for. The settings
 * decide: {@code unexpected_charge} (spec/pg-rules.md §5 row C1), {@code key_missing} (§4.2).
 */
final class UnexpectedCharges {

  private static final Logger log = LoggerFactory.getLogger(UnexpectedCharges.class);

  /** What is wrong with the charge. */
  enum Why {
    /** A key alone was asked for. */
    UNASKED(
        "was to issue a billing key alone, but the PG charged",
        "빌링키 발급 중 결제된 금액 취소",
        Settlement.REASON),
    /** A key was asked for as well, and none came. */
    KEY_MISSING(
        "was to issue a billing key too, but the PG only charged",
        "빌링키 미발급 결제 취소",
        "빌링키가 발급되지 않아 결제를 취소하였습니다.");

    private final String what;
    private final String reasonToPg;
    private final String failReason;

    Why(String what, String reasonToPg, String failReason) {
      this.what = what;
      this.reasonToPg = reasonToPg;
      this.failReason = failReason;
    }

    /** What the buyer and the merchant read of a payment that was given back. */
    String failReason() {
      return failReason;
    }

    /** A PG without such a setting does as the setting's default says. */
    private boolean keeps(PgRules rules) {
      return switch (this) {
        case UNASKED -> rules.is("billing.unexpected_charge", "keep_and_alert");
        case KEY_MISSING -> !rules.is("billing.key_missing", "cancel_payment");
      };
    }
  }

  /** How it ended. */
  enum End {
    /** The buyer has paid; an operator is told. */
    KEPT,
    /** The PG holds nothing any more. */
    GIVEN_BACK,
    /** Only the PG knows. */
    OPEN
  }

  private UnexpectedCharges() {}

  /**
   * @param recorded with the amount that the PG charged
   */
  static End end(
      Why why, Merchant merchant, Channel channel, PersistedAttempt recorded, Approved charge) {
    if (why.keeps(new PgRules(merchant, channel))) {
      return kept(why, recorded, "as the settings have it");
    }
    if (!(channel.connector() instanceof Cancels cancels)) {
      return kept(why, recorded, "the PG has no cancel");
    }
    long amount = charge.amount().minor();
    var everything =
        new CancelRequest(
            charge.pgTid(),
            charge.method(),
            amount,
            amount,
            false,
            null,
            null,
            null,
            why.reasonToPg);
    return switch (cancels.cancel(recorded, everything)) {
      case CancelOutcome.Cancelled _ -> End.GIVEN_BACK;
      case CancelOutcome.Refused refused
          when refused.error().category() == Category.ALREADY_CANCELLED ->
          End.GIVEN_BACK;
      case CancelOutcome.Refused refused ->
          kept(why, recorded, "the PG refused its cancel: " + refused.error().code());
      case CancelOutcome.Unknown _ -> End.OPEN;
    };
  }

  private static End kept(Why why, PersistedAttempt recorded, String because) {
    log.error("OPERATOR: {} {}, and that stands: {}", recorded.pgOrderNumber(), why.what, because);
    return End.KEPT;
  }
}

package dev.naru.hub.payment.approve;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.call.GiveBack;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when a billing-key window charged unasked, or charged without issuing the key. The
 * settings say whether the charge is kept or refunded: {@code unexpected_charge} (spec/pg-rules.md
 * §5 row C1), {@code key_missing} (§4.2).
 */
enum UnexpectedCharge {
  /** Only a billing key was asked for, and the PG charged as well. */
  UNASKED(
      "was to issue a billing key alone, but the PG charged",
      "빌링키 발급 중 결제된 금액 취소",
      UndoApproval.REASON),
  /** A billing key was asked for together with the charge, and none came. */
  KEY_MISSING(
      "was to issue a billing key too, but the PG only charged",
      "빌링키 미발급 결제 취소",
      "빌링키가 발급되지 않아 결제를 취소하였습니다.");

  private static final Logger log = LoggerFactory.getLogger(UnexpectedCharge.class);

  private final String what;
  private final String reasonToPg;
  private final String failReason;

  UnexpectedCharge(String what, String reasonToPg, String failReason) {
    this.what = what;
    this.reasonToPg = reasonToPg;
    this.failReason = failReason;
  }

  /** The fail reason that the buyer and the merchant read of a refunded payment. */
  String failReason() {
    return failReason;
  }

  /** What was done about the charge. */
  enum Fate {
    /** The charge is kept: the buyer has paid. An operator is told. */
    KEPT,
    /** The charge was refunded: the PG holds no money any more. */
    GIVEN_BACK,
    /** The refund's outcome is unknown. */
    OPEN
  }

  /**
   * Keeps or refunds the charge.
   *
   * @param recorded the attempt, with the amount that the PG charged
   */
  Fate end(Merchant merchant, Channel channel, PersistedAttempt recorded, Approved charge) {
    if (isKept(new PgRules(merchant, channel))) {
      return kept(recorded, "as the settings have it");
    }
    GiveBack back =
        GiveBack.of(
            channel,
            recorded,
            charge.pgTid(),
            charge.method(),
            charge.amount().minor(),
            0,
            reasonToPg);
    return switch (back) {
      case GiveBack.Done _ -> Fate.GIVEN_BACK;
      case GiveBack.Refused(PgError error) ->
          kept(recorded, "the PG refused its cancel: " + error.code());
      case GiveBack.Impossible _ -> kept(recorded, "the PG has no cancel");
      case GiveBack.Open _ -> Fate.OPEN;
    };
  }

  /**
   * Whether the settings keep the charge; for a PG without this setting, the setting's default
   * decides.
   */
  private boolean isKept(PgRules rules) {
    return switch (this) {
      case UNASKED -> rules.is("billing.unexpected_charge", "keep_and_alert");
      case KEY_MISSING -> !rules.is("billing.key_missing", "cancel_payment");
    };
  }

  private Fate kept(PersistedAttempt recorded, String because) {
    log.error("OPERATOR: {} {}, and that stands: {}", recorded.pgOrderNumber(), what, because);
    return Fate.KEPT;
  }
}

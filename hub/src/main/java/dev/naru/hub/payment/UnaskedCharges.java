package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of money that a PG took in a window that was to issue a billing key alone: the
 * setting {@code unexpected_charge} decides (spec/pg-rules.md §5, C1).
 */
final class UnaskedCharges {

  private static final Logger log = LoggerFactory.getLogger(UnaskedCharges.class);

  private static final String SETTING = ".billing.unexpected_charge";
  private static final String KEEP = "keep_and_alert";

  /** How it ended. */
  enum End {
    /** The buyer has paid; an operator is told. */
    KEPT,
    /** The PG holds nothing any more. */
    GIVEN_BACK,
    /** Only the PG knows. */
    OPEN
  }

  private UnaskedCharges() {}

  /**
   * @param recorded with the amount that the PG charged
   */
  static End end(Merchant merchant, Channel channel, PersistedAttempt recorded, Approved charge) {
    if (keeps(merchant, channel)) {
      return kept(recorded, "as the settings have it");
    }
    if (!(channel.connector() instanceof Cancels cancels)) {
      return kept(recorded, "the PG has no cancel");
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
            "빌링키 발급 중 결제된 금액 취소");
    return switch (cancels.cancel(recorded, everything)) {
      case CancelOutcome.Cancelled _ -> End.GIVEN_BACK;
      case CancelOutcome.Refused refused
          when refused.error().category() == Category.ALREADY_CANCELLED ->
          End.GIVEN_BACK;
      case CancelOutcome.Refused refused ->
          kept(recorded, "the PG refused its cancel: " + refused.error().code());
      case CancelOutcome.Unknown _ -> End.OPEN;
    };
  }

  private static End kept(PersistedAttempt recorded, String why) {
    log.error(
        "OPERATOR: {} was to issue a billing key alone, but the PG charged, and that stands: {}",
        recorded.orderId(),
        why);
    return End.KEPT;
  }

  /** The channel is asked first; its default, which is the other value, binds nobody. */
  private static boolean keeps(Merchant merchant, Channel channel) {
    Optional<Setting> setting = Setting.of(channel.provider() + SETTING);
    return channel.config().setting(channel.provider() + SETTING).equals(KEEP)
        || setting.filter(it -> merchant.settings().get(it).equals(KEEP)).isPresent();
  }
}

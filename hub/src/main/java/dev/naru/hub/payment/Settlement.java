package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends an approval whose outcome is unknown: by net cancel, and by asking the PG what is true. The
 * end is always "no money": a buyer who was told nothing good is never charged (G01, G04, G05). One
 * call is one round; what it can't end is tried again by the {@link Janitor}.
 */
final class Settlement {

  /** What the buyer and the merchant read in the end. */
  static final String REASON = "결제 승인 결과를 확인할 수 없어 결제를 취소하였습니다.";

  private final TransitionWriter writer;
  private final InstantSource time;

  Settlement(TransitionWriter writer, InstantSource time) {
    this.writer = writer;
    this.time = time;
  }

  /**
   * @param pgTid the charge's number where an approval was read but couldn't be written down
   * @param charged what the PG said it charged, where that isn't what was asked for
   * @return whether the PG has said that it holds no money, and that is written down
   */
  boolean undo(
      Attempt attempt,
      Payment payment,
      Channel channel,
      Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged) {
    PersistedAttempt persisted = attempt.asPersisted(channel, payment.amount());
    return outcomeOf(channel.connector(), persisted, payment, authenticated, pgTid, charged)
        .map(
            outcome ->
                writer.execute(new Transition.Failed(attempt, outcome, "", REASON, time.instant())))
        .orElse(false);
  }

  /** How it ended at the PG, in the journal's words; empty while nobody knows. */
  private static Optional<String> outcomeOf(
      PgConnector pg,
      PersistedAttempt persisted,
      Payment payment,
      Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged) {
    NetCancelTry tried = netCancel(pg, persisted, authenticated, pgTid, charged);
    if (tried == NetCancelTry.UNDONE) {
      return Optional.of("net_cancelled");
    }
    if (!(pg instanceof Inquires inquires)) {
      return Optional.empty();
    }
    boolean tooLate = tried == NetCancelTry.TOO_LATE;
    return switch (inquires.inquire(persisted, pgTid)) {
      case Finding.Found found when found.isWhollyCancelled() -> Optional.of("found_cancelled");
      // An account that nobody was told of: no money will come, and a late deposit is refused.
      case Finding.Found found when found.awaitsDeposit() && tooLate ->
          Optional.of("account_abandoned");
      case Finding.Found found when tooLate -> giveBack(pg, persisted, payment, found);
      // While a net cancel is still possible, the approval may be on its way to the PG as well:
      // "no such transaction" proves nothing yet.
      case Finding.NotFound _ when tooLate -> Optional.of("never_charged");
      case Finding.Found _, Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ ->
          Optional.empty();
    };
  }

  private enum NetCancelTry {
    UNDONE,
    MAY_BE_TRIED_AGAIN,
    TOO_LATE
  }

  private static NetCancelTry netCancel(
      PgConnector pg,
      PersistedAttempt persisted,
      Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged) {
    if (!(pg instanceof NetCancels netCancels)) {
      return NetCancelTry.TOO_LATE;
    }
    return switch (netCancels.netCancel(persisted, authenticated, pgTid, charged)) {
      case NetCancelOutcome.Undone _ -> NetCancelTry.UNDONE;
      case NetCancelOutcome.Refused _ -> NetCancelTry.TOO_LATE;
      case NetCancelOutcome.NotSent _, NetCancelOutcome.Unknown _ ->
          NetCancelTry.MAY_BE_TRIED_AGAIN;
    };
  }

  /** Cancels the whole of what the PG holds. */
  static Optional<String> giveBack(
      PgConnector pg, PersistedAttempt persisted, Payment payment, Finding.Found found) {
    if (!(pg instanceof Cancels cancels)) {
      return Optional.empty();
    }
    CancelRequest everything =
        new CancelRequest(
            found.pgTid(),
            payment.method(),
            found.amount().minor() - found.cancelledMinor(),
            found.amount().minor() - found.cancelledMinor(),
            found.cancelledMinor() > 0,
            null,
            null,
            null,
            "승인 결과 불명 취소");
    return switch (cancels.cancel(persisted, everything)) {
      case CancelOutcome.Cancelled _ -> Optional.of("cancelled_at_pg");
      case CancelOutcome.Refused refused
          when refused.error().category() == Category.ALREADY_CANCELLED ->
          Optional.of("found_cancelled");
      case CancelOutcome.Refused _, CancelOutcome.NotSent _, CancelOutcome.Unknown _ ->
          Optional.empty();
    };
  }
}

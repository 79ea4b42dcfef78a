package dev.naru.hub.payment.call;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Inquires.Finding.Found;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.Optional;

/** Cancels everything that the PG holds of a charge that must not stand. */
public sealed interface GiveBack {

  /**
   * The PG holds no money of the charge any more.
   *
   * @param outcome the journal's word
   */
  record Done(String outcome) implements GiveBack {}

  record Refused(PgError error) implements GiveBack {}

  /** The PG's connector has no cancel. */
  record Impossible() implements GiveBack {}

  /** The PG's answer is unknown: the money may or may not have been given back. */
  record Open() implements GiveBack {}

  /**
   * Cancels what is left of a charge that the PG has told of. Blocks for the PG.
   *
   * @param attempt has the order number of the charge
   * @param reason the reason that the PG is told
   */
  static GiveBack of(OpenCall call, PersistedAttempt attempt, Found found, String reason) {
    return of(
        call.channel(),
        attempt,
        found.pgTid(),
        call.payment().method(),
        found.amount().minor(),
        found.cancelledMinor(),
        reason);
  }

  /**
   * Cancels what is left. Blocks for the PG.
   *
   * @param amountMinor what the PG charged, in minor units
   * @param cancelledMinor how much of that is cancelled already
   * @param reason the reason that the PG is told
   */
  static GiveBack of(
      Channel channel,
      PersistedAttempt attempt,
      String pgTid,
      PayMethod method,
      long amountMinor,
      long cancelledMinor,
      String reason) {
    Optional<Cancels> cancels = channel.able(Cancels.class);
    if (cancels.isEmpty()) {
      return new Impossible();
    }
    long left = amountMinor - cancelledMinor;
    var everything =
        new CancelRequest(pgTid, method, left, left, cancelledMinor > 0, null, null, null, reason);
    return switch (cancels.get().cancel(attempt, everything)) {
      case CancelOutcome.Cancelled _ -> new Done("cancelled_at_pg");
      case CancelOutcome.Refused(PgError error)
          when error.category() == Category.ALREADY_CANCELLED ->
          new Done("found_cancelled");
      case CancelOutcome.Refused(PgError error) -> new Refused(error);
      case CancelOutcome.NotSent _, CancelOutcome.Unknown _ -> new Open();
    };
  }
}

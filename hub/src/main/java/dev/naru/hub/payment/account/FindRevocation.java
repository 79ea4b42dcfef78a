package dev.naru.hub.payment.account;

import dev.naru.hub.payment.call.OpenCall;
import dev.naru.hub.payment.call.Resolution;
import dev.naru.hub.payment.store.AccountRevoked;
import dev.naru.hub.payment.store.RevocationEnded;
import dev.naru.hub.payment.store.Transition;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import java.time.InstantSource;
import java.util.Optional;

/** Ends the closing of an account whose outcome is unknown: the PG is asked what it has. */
public final class FindRevocation implements Resolution {

  private final InstantSource time;

  public FindRevocation(InstantSource time) {
    this.time = time;
  }

  @Override
  public Optional<Transition> look(OpenCall call) {
    if (!(call.pg() instanceof Inquires inquires)
        || !(inquires.inquire(call.asPersisted(), call.payment().pgTid())
            instanceof Finding.Found found)) {
      return Optional.empty();
    }
    if (found.isWhollyCancelled()) {
      return Optional.of(
          new AccountRevoked(call.attempt(), "found_revoked", time.instant(), time.instant()));
    }
    // The request may still be on its way while the account waits; a deposit ends that.
    return found.awaitsDeposit() && !call.believesAbsence()
        ? Optional.empty()
        : Optional.of(
            new RevocationEnded(call.attempt(), "not_revoked", "", "", time.instant()));
  }
}

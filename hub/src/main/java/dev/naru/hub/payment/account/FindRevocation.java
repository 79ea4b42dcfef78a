package dev.naru.hub.payment.account;

import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.OpenCalls.Resolution;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.RevocationTransition;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import java.time.InstantSource;
import java.util.Optional;

/** Ends the closing of an account whose outcome is unknown, by asking the PG about the account. */
public final class FindRevocation implements Resolution {

  private final InstantSource time;

  public FindRevocation(InstantSource time) {
    this.time = time;
  }

  @Override
  public Judgement look(OpenCall call) {
    Optional<Inquires> inquiry = call.inquiry();
    if (inquiry.isEmpty()) {
      return new Judgement.Unclear("this PG has no inquiry");
    }
    Finding finding = inquiry.get().inquire(call.asPersisted(), call.payment().pgTid());
    return switch (finding) {
      case Finding.Found found when found.isWhollyCancelled() ->
          new Judgement.Clear(
              new RevocationTransition.Revoked(
                  call.attempt(), "found_revoked", time.instant(), time.instant()));
      // The request may still be on its way while the account waits; a deposit ends that.
      case Finding.Found found when !found.awaitsDeposit() || call.believesAbsence() ->
          new Judgement.Clear(
              new RevocationTransition.NotRevoked(
                  call.attempt(), "not_revoked", "", "", time.instant()));
      case Finding.Found _, Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ ->
          Judgement.Unclear.asked("inquiry", finding);
    };
  }
}

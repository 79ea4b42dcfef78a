package dev.naru.pg.inicis;

import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/** Asks KG INICIS to charge what the buyer agreed to: this answer is the moment of the charge. */
final class Approve {
  private final PcApproval pc;
  private final MobileApproval mobile;

  Approve(PgTransport transport, InstantSource time) {
    pc = new PcApproval(transport, time);
    mobile = new MobileApproval(transport, time);
  }

  Outcome approve(PersistedAttempt attempt, Proof proof) {
    return switch (proof) {
      case Proof.Pc it -> pc.approve(attempt, it);
      case Proof.Mobile it -> mobile.approve(attempt, it);
    };
  }

  /** An answer that doesn't say "approved". */
  static Outcome refused(String code, String text) {
    InicisErrors.Judged judged = InicisErrors.judge(code, text);
    return switch (judged.certainty()) {
      case KNOWN, GENERIC -> new Outcome.Declined(judged.error());
      case UNCLEAR ->
          code.equals("R201")
              ? new Outcome.Unknown("already used (R201): look the payment up")
              : new Outcome.Unknown("unclear code " + judged.error().code());
    };
  }
}

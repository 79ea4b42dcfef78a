package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks KG INICIS to charge the authenticated buyer, or to issue the billing key. The buyer is
 * charged at the moment when KG INICIS answers this request.
 */
final class Approve {
  private final PcApproval pc;
  private final MobileApproval mobile;
  private final Inquire inquire;
  private final InstantSource time;

  Approve(PgTransport transport, InstantSource time) {
    pc = new PcApproval(transport, time);
    mobile = new MobileApproval(transport, time);
    inquire = new Inquire(transport, time);
    this.time = time;
  }

  Outcome approve(PersistedAttempt attempt, Proof proof) {
    return switch (proof) {
      case Proof.Pc it -> checked(attempt, pc.approve(attempt, it));
      case Proof.Mobile it -> mobile.approve(attempt, it);
      case Proof.Key it -> keyIssued(it);
    };
  }

  /**
   * Verifies an outcome that has an approval number beside a key: the number suggests that the
   * buyer was charged, and only an inquiry proves it.
   */
  private Outcome checked(PersistedAttempt attempt, Outcome outcome) {
    if (!(outcome instanceof Outcome.UnexpectedCharge(Approved charge))) {
      return outcome;
    }
    IssuedKey key = charge.key();
    return switch (inquire.inquire(attempt, charge.pgTid())) {
      case Finding.Found found when !found.isWhollyCancelled() -> outcome;
      case Finding.Found _, Finding.NotFound _ when key != null && charge.card() != null ->
          new Outcome.KeyIssued(
              charge.pgTid(),
              key,
              VerifiedApproval.silentOnType(charge.card()),
              charge.approvedAt());
      case Finding.Found _, Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ ->
          new Outcome.Unknown("a key with an approval number: charged or not?");
    };
  }

  /**
   * Returns the key that an INILite window has issued. Such a window has no second step: its return
   * is already the result (protocols/inicis.md §5), so nobody is called here.
   */
  private Outcome keyIssued(Proof.Key proof) {
    return new Outcome.KeyIssued(
        proof.tid(),
        BillKeyDecoder.secret(proof.billKey()),
        VerifiedApproval.silentOnType(
            InicisCards.card(proof.cardCode(), proof.cardNumber(), "", "")),
        Tid.parse(proof.tid()).flatMap(Tid::issuedAt).orElseGet(time::instant),
        false);
  }

  /**
   * The outcome when the answer approves another order. The token that is approved comes through
   * the browser, which may send another order's token. The PG then charges that order, and only
   * this attempt's outcome records it. The result is empty when the answer names our order or
   * doesn't name the charge.
   */
  static Optional<Outcome> anothers(
      PersistedAttempt attempt, String mid, String order, String price, String tid) {
    OptionalLong amountKrw = Won.read(price);
    if (!mid.equals(attempt.channel().mid())
        || order.isEmpty()
        || order.equals(attempt.pgOrderNumber())
        || amountKrw.isEmpty()
        || !Tid.isChargeOf(mid, tid)) {
      return Optional.empty();
    }
    Money amount = new Money(amountKrw.getAsLong(), attempt.amount().currency());
    return Optional.of(
        new Outcome.Unknown(
            "approved, but under another order's number",
            new Outcome.AnothersCharge(tid, order, amount)));
  }

  /**
   * The outcome of an answer that doesn't say "approved". On a phone the text begins with the code
   * (§4.6); it is removed, because merchants get the code separately.
   */
  static Outcome refused(String code, String text) {
    InicisErrors.Judged judged = InicisErrors.judge(code, text);
    return switch (judged.certainty()) {
      case KNOWN, GENERIC -> new Outcome.Declined(withoutCode(judged.error()));
      case UNCLEAR ->
          code.equals("R201")
              ? new Outcome.Unknown("already used (R201): look the payment up")
              : new Outcome.Unknown("unclear code " + judged.error().code());
    };
  }

  private static PgError withoutCode(PgError error) {
    return new PgError(
        error.code(), InicisErrors.withoutCode(error.code(), error.text()), error.category());
  }
}

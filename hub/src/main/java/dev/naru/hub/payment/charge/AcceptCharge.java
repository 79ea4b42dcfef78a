package dev.naru.hub.payment.charge;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.ScheduledSlots;
import dev.naru.hub.payment.approve.UndoApproval;
import dev.naru.hub.payment.call.GiveBack;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.OpenCalls.Resolution;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.Attempts.KeyNote;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.webhook.Outbox;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Ends a charge from server to server whose outcome is unknown. No buyer waits in front of a
 * browser, and the merchant's order stays blocked meanwhile, so what the PG says is taken as it is:
 * a charge it holds is {@code paid} (docs/decisions/0006). It is never asked to charge again. Where
 * a PG can't be asked, the charge is undone.
 */
public final class AcceptCharge implements Resolution {

  /** The fail reason of a charge that the PG never carried out. */
  private static final String NEVER_CHARGED = "PG사에 결제 내역이 없어 결제되지 않았습니다.";

  private final Attempts attempts;
  private final ScheduledSlots slots;
  private final Outbox outbox;
  private final InstantSource time;

  public AcceptCharge(Attempts attempts, ScheduledSlots slots, Outbox outbox, InstantSource time) {
    this.attempts = attempts;
    this.slots = slots;
    this.outbox = outbox;
    this.time = time;
  }

  @Override
  public Judgement look(OpenCall call) {
    return call.inquiry()
        .map(inquiry -> as(inquiry.inquire(call.asPersisted(), null), call))
        .orElseGet(() -> undone(call));
  }

  private Judgement as(Finding finding, OpenCall call) {
    return switch (finding) {
      case Finding.Found found when found.isWhollyCancelled() ->
          failed(call, "found_cancelled", UndoApproval.REASON);
      case Finding.Found found
          when found.amount().equals(call.payment().amount())
              && found.cancelledMinor() == 0
              && !attempts.isCheck(call.attempt()) ->
          new Judgement.Clear(paid(call, found));
      // A charge of a wrong amount must not stand (G07), and neither may the charge of a card
      // check.
      case Finding.Found found -> givenBack(call, found);
      case Finding.NotFound _ when call.believesAbsence() -> neverCharged(call);
      case Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ ->
          Judgement.Unclear.asked("inquiry", finding);
    };
  }

  private Judgement givenBack(OpenCall call, Finding.Found found) {
    GiveBack back = GiveBack.of(call, call.asPersisted(), found, UndoApproval.REASON_TO_PG);
    return back instanceof GiveBack.Done(String outcome)
        ? failed(call, outcome, UndoApproval.REASON)
        : Judgement.Unclear.asked("inquiry: " + found + "; cancel", back);
  }

  private Judgement undone(OpenCall call) {
    Optional<Finding.Found> told = call.told();
    if (told.filter(Finding.Found::isWhollyCancelled).isPresent()) {
      return as(told.get(), call);
    }
    Optional<IssuedKey> key = attempts.keyOf(call.attempt());
    Optional<NetCancels> netCancel = call.netCancel();
    if (netCancel.isEmpty() || key.isEmpty()) {
      return new Judgement.Unclear("the PG has no inquiry and no net cancel of it");
    }
    var proof = new Authenticated(key.get().secret());
    NetCancelOutcome outcome =
        netCancel
            .get()
            .netCancel(
                call.asPersisted(),
                proof,
                told.map(Finding.Found::pgTid).orElse(null),
                call.named().charged());
    return switch (outcome) {
      case NetCancelOutcome.Undone _ -> failed(call, "net_cancelled", UndoApproval.REASON);
      // It holds the charge and won't undo it: then it stands, as one that an inquiry finds.
      case NetCancelOutcome.Refused(PgError error)
          when told.isPresent() && error.category() != Category.NO_SUCH_TRANSACTION ->
          as(told.get(), call);
      case NetCancelOutcome.Refused _ when told.isPresent() ->
          Judgement.Unclear.asked("it has told of the charge; net cancel", outcome);
      case NetCancelOutcome.Refused(PgError error)
          when error.category() == Category.NO_SUCH_TRANSACTION && call.believesAbsence() ->
          neverCharged(call);
      case NetCancelOutcome.Refused _, NetCancelOutcome.NotSent _, NetCancelOutcome.Unknown _ ->
          Judgement.Unclear.asked("net cancel", outcome);
    };
  }

  /** The transition for a charge that stands. */
  public Transition paid(OpenCall call, Finding.Found found) {
    Payment payment = call.payment();
    Optional<KeyNote> note = attempts.keyNoteOf(call.attempt());
    var approved =
        new Approved(
            found.pgTid(),
            found.amount(),
            payment.method(),
            null,
            found.applyNum() == null ? "" : found.applyNum(),
            note.map(KeyNote::card).orElse(null),
            null,
            null,
            null,
            found.approvedAt() == null ? time.instant() : found.approvedAt());
    IssuedKey issued = note.flatMap(_ -> attempts.keyOf(call.attempt())).orElse(null);
    return new ChargeEnded.Paid(
        call.attempt(),
        approved,
        payment.customerKey(),
        issued,
        outbox.tasksFor(call.merchant(), call.stored().event(PaymentState.PAID)),
        time.instant());
  }

  /** A schedule whose charge a crash kept from the PG is still to be charged (G15). */
  private Judgement neverCharged(OpenCall call) {
    Attempt attempt = call.attempt();
    return attempts.isOrphan(attempt)
            && slots.canBeFreed(attempt.merchantId(), attempt.paymentNumber())
        ? new Judgement.Clear(
            new ChargeEnded.SlotFreed(attempt, slots, NEVER_CHARGED, time.instant()))
        : failed(call, "never_charged", NEVER_CHARGED);
  }

  private Judgement failed(OpenCall call, String outcome, String reason) {
    return new Judgement.Clear(failure(call, outcome, reason));
  }

  /**
   * What is written down of a charge that the PG holds no money of.
   *
   * @param outcome the journal's word for why
   */
  public Transition failure(OpenCall call, String outcome, String reason) {
    return new ChargeEnded.Failed(
        call.attempt(),
        outcome,
        "",
        reason,
        outbox.tasksForFailure(
            call.merchant(),
            call.stored().tellsFailure(),
            () -> call.stored().event(PaymentState.FAILED)),
        time.instant());
  }
}

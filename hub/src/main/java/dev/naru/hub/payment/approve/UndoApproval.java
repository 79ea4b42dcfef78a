package dev.naru.hub.payment.approve;

import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.GiveBack;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.OpenCalls.Resolution;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.webhook.Outbox;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends an approval whose outcome is unknown, by net cancel and by an inquiry. The payment always
 * ends without money: a buyer who was not told of a success is never charged (G01, G04, G05;
 * docs/decisions/0001).
 */
public final class UndoApproval implements Resolution {

  /** The fail reason that the buyer and the merchant read. */
  public static final String REASON = "결제 승인 결과를 확인할 수 없어 결제를 취소하였습니다.";

  public static final String REASON_TO_PG = "승인 결과 불명 취소";

  private final Attempts attempts;
  private final StoredPayments payments;
  private final Outbox outbox;
  private final InstantSource time;

  public UndoApproval(
      Attempts attempts, StoredPayments payments, Outbox outbox, InstantSource time) {
    this.attempts = attempts;
    this.payments = payments;
    this.outbox = outbox;
    this.time = time;
  }

  @Override
  public Judgement look(OpenCall call) {
    AnothersCharge anothers = call.named().anothers();
    if (anothers != null && isOnRecord(anothers)) {
      return afterAnothersCharge(call);
    }
    Optional<Finding.Found> told = call.told();
    if (told.filter(Finding.Found::isWhollyCancelled).isPresent()) {
      return ended(call, "found_cancelled");
    }
    String pgTid = anothers == null ? call.named().pgTid() : anothers.pgTid();
    Optional<NetCancels> netCancel = call.netCancel();
    if (netCancel.isEmpty()) {
      return afterNetCancel(call, pgTid, "the PG has no net cancel", true);
    }
    CrashPoint.NETCANCEL_BEFORE_SEND.reached();
    NetCancelOutcome outcome =
        netCancel
            .get()
            .netCancel(
                call.asPersisted(),
                attempts.proofOf(call.attempt()),
                pgTid,
                call.named().charged());
    CrashPoint.NETCANCEL_AFTER_SEND.reached();
    String said = "net cancel: " + outcome;
    return switch (outcome) {
      case NetCancelOutcome.Undone _ -> ended(call, "net_cancelled");
      // If the PG has no inquiry, its answer "no such transaction" is final.
      case NetCancelOutcome.Refused(PgError error)
          when error.category() == Category.NO_SUCH_TRANSACTION
              && call.inquiry().isEmpty()
              && told.isEmpty()
              && call.believesAbsence() ->
          ended(call, "never_charged");
      case NetCancelOutcome.Refused _ -> afterNetCancel(call, pgTid, said, true);
      case NetCancelOutcome.NotSent _, NetCancelOutcome.Unknown _ ->
          afterNetCancel(call, pgTid, said, false);
    };
  }

  /**
   * Handles a charge that another order has on record, which must not be undone; so no net cancel
   * with the buyer's authentication may be sent. The PG may also have charged this payment's order,
   * so an inquiry by this order number must tell.
   */
  private Judgement afterAnothersCharge(OpenCall call) {
    Optional<Inquires> inquiry = call.inquiry();
    if (inquiry.isEmpty()) {
      return ended(call, "charged_for_another");
    }
    PersistedAttempt own = call.attempt().asPersisted(call.channel(), call.payment().amount());
    Finding finding = inquiry.get().inquire(own, null);
    return switch (finding) {
      case Finding.NotFound _ -> ended(call, "charged_for_another");
      case Finding.Found found when found.isWhollyCancelled() -> ended(call, "found_cancelled");
      case Finding.Found found ->
          switch (GiveBack.of(call, own, found, REASON_TO_PG)) {
            case GiveBack.Done(String outcome) -> ended(call, outcome);
            case GiveBack back -> Judgement.Unclear.asked("cancel of our own charge", back);
          };
      case Finding.NotSent _, Finding.Unknown _ ->
          Judgement.Unclear.asked("inquiry about our own order", finding);
    };
  }

  private Judgement ended(OpenCall call, String outcome) {
    return new Judgement.Clear(
        new ChargeEnded.Failed(
            call.attempt(),
            outcome,
            "",
            REASON,
            outbox.tasksForQuiet(call.merchant(), () -> call.stored().event(PaymentState.FAILED)),
            time.instant()));
  }

  /**
   * Asks the PG what is left after a net cancel.
   *
   * @param tooLate whether the PG accepts no net cancel any more
   */
  private Judgement afterNetCancel(
      OpenCall call, @Nullable String pgTid, String said, boolean tooLate) {
    Optional<Inquires> inquiry = call.inquiry();
    if (inquiry.isEmpty()) {
      return new Judgement.Unclear(
          said
              + "; the PG has no inquiry"
              + call.told().map(told -> ", and has told of the charge " + told.pgTid()).orElse(""));
    }
    Finding finding = inquiry.get().inquire(call.asPersisted(), pgTid);
    var open = new Judgement.Unclear(said + "; inquiry: " + finding);
    return switch (finding) {
      case Finding.Found found when found.isWhollyCancelled() -> ended(call, "found_cancelled");
      // Nobody was told the account's number, so no money will come; a late deposit is refused.
      case Finding.Found found when found.awaitsDeposit() && tooLate ->
          ended(call, "account_abandoned");
      case Finding.Found found when tooLate ->
          switch (GiveBack.of(call, call.asPersisted(), found, REASON_TO_PG)) {
            case GiveBack.Done(String outcome) -> ended(call, outcome);
            case GiveBack back -> new Judgement.Unclear(open.reason() + "; cancel: " + back);
          };
      // While a net cancel is still possible, the approval may still be on its way, and a PG may
      // refuse the net cancel of an approval that has not arrived. So "no such transaction" proves
      // nothing at first.
      case Finding.NotFound _ when tooLate && call.believesAbsence() ->
          ended(call, "never_charged");
      case Finding.Found _, Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ -> open;
    };
  }

  private boolean isOnRecord(AnothersCharge anothers) {
    return payments
        .loadByOrder(anothers.pgOrderNumber())
        .map(stored -> stored.payment())
        .filter(it -> it.state().wasPaid() && anothers.pgTid().equals(it.pgTid()))
        .isPresent();
  }
}

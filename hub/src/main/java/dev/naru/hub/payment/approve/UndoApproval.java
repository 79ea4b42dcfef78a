package dev.naru.hub.payment.approve;

import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.GiveBack;
import dev.naru.hub.payment.call.OpenCall;
import dev.naru.hub.payment.call.Resolution;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.JdbcPayments;
import dev.naru.hub.payment.store.PaymentFailed;
import dev.naru.hub.payment.store.Transition;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends an approval whose outcome is unknown: by net cancel, and by asking the PG what is true. The
 * end is always "no money": a buyer who was told nothing good is never charged (G01, G04, G05;
 * docs/decisions/0001).
 */
public final class UndoApproval implements Resolution {

  /** What the buyer and the merchant read in the end. */
  public static final String REASON = "결제 승인 결과를 확인할 수 없어 결제를 취소하였습니다.";

  public static final String REASON_TO_PG = "승인 결과 불명 취소";
  private static final Set<PaymentState> WITH_MONEY =
      Set.of(PaymentState.PAID, PaymentState.CANCELLED);

  private final Attempts attempts;
  private final JdbcPayments payments;
  private final InstantSource time;

  public UndoApproval(Attempts attempts, JdbcPayments payments, InstantSource time) {
    this.attempts = attempts;
    this.payments = payments;
    this.time = time;
  }

  @Override
  public Optional<Transition> look(OpenCall call) {
    return outcomeOf(call)
        .map(outcome ->
            new PaymentFailed(call.attempt(), outcome, "", REASON, List.of(), time.instant()));
  }

  /** How it ended at the PG, in the journal's words; empty while nobody knows. */
  private Optional<String> outcomeOf(OpenCall call) {
    AnothersCharge anothers = call.named().anothers();
    if (anothers != null && isOnRecord(anothers)) {
      // The other order has this charge on record, so it isn't ours to undo, and we hold none.
      return Optional.of("charged_for_another");
    }
    String pgTid = anothers == null ? call.named().pgTid() : anothers.pgTid();
    NetCancelTry tried = netCancel(call, pgTid);
    if (tried == NetCancelTry.UNDONE) {
      return Optional.of("net_cancelled");
    }
    if (!(call.pg() instanceof Inquires inquires)) {
      return Optional.empty();
    }
    boolean tooLate = tried == NetCancelTry.TOO_LATE;
    return switch (inquires.inquire(call.asPersisted(), pgTid)) {
      case Finding.Found found when found.isWhollyCancelled() -> Optional.of("found_cancelled");
      // An account that nobody was told of: no money will come, and a late deposit is refused.
      case Finding.Found found when found.awaitsDeposit() && tooLate ->
          Optional.of("account_abandoned");
      case Finding.Found found when tooLate -> givenBack(call, found);
      // While a net cancel is still possible, the approval may be on its way to the PG as well:
      // "no such transaction" proves nothing yet.
      case Finding.NotFound _ when tooLate -> Optional.of("never_charged");
      case Finding.Found _, Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ ->
          Optional.empty();
    };
  }

  private boolean isOnRecord(AnothersCharge anothers) {
    return payments
        .loadByOrder(anothers.pgOrderNumber())
        .map(stored -> stored.payment())
        .filter(it -> WITH_MONEY.contains(it.state()) && anothers.pgTid().equals(it.pgTid()))
        .isPresent();
  }

  private enum NetCancelTry {
    UNDONE,
    MAY_BE_TRIED_AGAIN,
    TOO_LATE
  }

  private NetCancelTry netCancel(OpenCall call, @Nullable String pgTid) {
    if (!(call.pg() instanceof NetCancels netCancels)) {
      return NetCancelTry.TOO_LATE;
    }
    return switch (netCancels.netCancel(
        call.asPersisted(), attempts.proofOf(call.attempt()), pgTid, call.named().charged())) {
      case NetCancelOutcome.Undone _ -> NetCancelTry.UNDONE;
      case NetCancelOutcome.Refused _ -> NetCancelTry.TOO_LATE;
      case NetCancelOutcome.NotSent _, NetCancelOutcome.Unknown _ ->
          NetCancelTry.MAY_BE_TRIED_AGAIN;
    };
  }

  /** The journal's word when the PG holds nothing of it any more. */
  private static Optional<String> givenBack(OpenCall call, Finding.Found found) {
    return GiveBack.of(
                call.pg(),
                call.asPersisted(),
                found.pgTid(),
                call.payment().method(),
                found.amount().minor(),
                found.cancelledMinor(),
                REASON_TO_PG)
            instanceof GiveBack.Done(String outcome)
        ? Optional.of(outcome)
        : Optional.empty();
  }
}

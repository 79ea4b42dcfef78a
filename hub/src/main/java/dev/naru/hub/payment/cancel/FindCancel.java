package dev.naru.hub.payment.cancel;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.OpenCalls.Resolution;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.CancelTransition;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.webhook.Outbox;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out how a cancel ended whose answer leaves it unknown, and makes the transition that stores
 * the end.
 */
public final class FindCancel implements Resolution {

  private static final PgError NEVER_ARRIVED =
      new PgError("", "PG사에서 취소가 처리되지 않았습니다.", Category.NOT_CANCELLABLE);

  private final Outbox outbox;
  private final InstantSource time;
  private final JsonMapper json;
  private final TimeOrderedIds ids;

  public FindCancel(Outbox outbox, InstantSource time, JsonMapper json) {
    this.outbox = outbox;
    this.time = time;
    this.json = json;
    this.ids = new TimeOrderedIds(time);
  }

  /** The values of a cancel that are stored with its attempt, for the worker that ends it. */
  public record Note(
      String reason, boolean enableWebhook, @Nullable Long taxFree, @Nullable Long vat) {
    public Note(String reason, boolean enableWebhook) {
      this(reason, enableWebhook, null, null);
    }
  }

  public String write(Note note) {
    return json.writeValueAsString(note);
  }

  private Note noteOf(Attempt attempt) {
    return json.readValue(attempt.request(), Note.class);
  }

  /**
   * The request to the PG.
   *
   * @param pgTid the PG's number of the charge
   * @param refundTo the account to which a deposit is refunded; it isn't stored with the attempt
   */
  CancelRequest request(OpenCall call, String pgTid, @Nullable RefundAccount refundTo) {
    Payment payment = call.payment();
    Note note = noteOf(call.attempt());
    return new CancelRequest(
        pgTid,
        payment.method(),
        call.attempt().amountMinor(),
        payment.remainingMinor(),
        payment.cancelledMinor() > 0,
        note.taxFree(),
        note.vat(),
        refundTo,
        note.reason());
  }

  @Override
  public Judgement look(OpenCall call) {
    return look(call, null);
  }

  /**
   * Asks the PG how the cancel ended.
   *
   * @param refusal the PG's refusal, if it sent one; an inquiry that then finds nothing cancelled
   *     ends the cancel at once
   */
  Judgement look(OpenCall call, @Nullable PgError refusal) {
    Attempt attempt = call.attempt();
    Optional<Inquires> inquiry = call.inquiry();
    if (inquiry.isEmpty()) {
      return refusal == null ? told(call) : new Judgement.Clear(refusedOrDone(call, refusal));
    }
    Finding finding = inquiry.get().inquire(call.asPersisted(), call.payment().pgTid());
    if (!(finding instanceof Finding.Found found)) {
      return Judgement.Unclear.asked("inquiry", finding);
    }
    if (isDone(call, found)) {
      return new Judgement.Clear(cancelled(call, found));
    }
    if (refusal != null) {
      return new Judgement.Clear(refused(attempt, refusal));
    }
    // The request may still be on its way; only a later inquiry proves that it never arrived.
    return call.believesAbsence()
        ? new Judgement.Clear(refused(attempt, NEVER_ARRIVED))
        : Judgement.Unclear.asked("inquiry", found);
  }

  private static boolean isDone(OpenCall call, Finding.Found found) {
    return found.cancelledMinor() >= call.payment().cancelledMinor() + call.attempt().amountMinor();
  }

  private Transition cancelled(OpenCall call, Finding.Found found) {
    String tid = found.lastCancelTid();
    return cancelled(call, tid == null ? found.pgTid() : tid);
  }

  /** Uses the PG's list, which may show the cancel, if the PG can't be asked. */
  private Judgement told(OpenCall call) {
    return call.told()
        .filter(found -> isDone(call, found))
        .<Judgement>map(found -> new Judgement.Clear(cancelled(call, found)))
        .orElseGet(() -> askedAgain(call));
  }

  /**
   * The end after a refusal. If the PG can't be asked, "cancelled already" means that everything
   * left was cancelled.
   */
  private Transition refusedOrDone(OpenCall call, PgError refusal) {
    String tid = call.payment().pgTid();
    if (tid == null
        || refusal.category() != Category.ALREADY_CANCELLED
        || call.attempt().amountMinor() != call.payment().remainingMinor()) {
      return refused(call.attempt(), refusal);
    }
    return cancelled(call, tid);
  }

  /**
   * Repeats the cancel of everything that is left, if the PG can't be asked. It can't refund more
   * than that, and "cancelled already" means that the first cancel succeeded. A partial cancel
   * can't be repeated, and neither can the refund of a deposit, whose account isn't stored; there a
   * person must tell.
   */
  private Judgement askedAgain(OpenCall call) {
    Payment payment = call.payment();
    String tid = payment.pgTid();
    Optional<Cancels> cancels = call.channel().able(Cancels.class);
    if (tid == null
        || cancels.isEmpty()
        || call.attempt().amountMinor() != payment.remainingMinor()
        || payment.method().equals(PayMethod.VBANK)) {
      return new Judgement.Unclear("the PG has no inquiry, and this cancel can't be repeated");
    }
    CancelOutcome outcome = cancels.get().cancel(call.asPersisted(), request(call, tid, null));
    return switch (outcome) {
      case CancelOutcome.Cancelled cancelled -> new Judgement.Clear(cancelled(call, cancelled));
      case CancelOutcome.Refused(PgError error)
          when error.category() == Category.ALREADY_CANCELLED ->
          new Judgement.Clear(cancelled(call, tid));
      case CancelOutcome.Refused _, CancelOutcome.NotSent _, CancelOutcome.Unknown _ ->
          Judgement.Unclear.asked("cancel, once more", outcome);
    };
  }

  /** The transition for a cancel that was found to be done, at an unknown time. */
  public Transition cancelled(OpenCall call, String cancelTid) {
    return cancelled(call, new CancelOutcome.Cancelled(cancelTid, time.instant(), null));
  }

  Transition cancelled(OpenCall call, CancelOutcome.Cancelled outcome) {
    return cancelled(call.attempt(), call.merchant(), call.stored(), outcome);
  }

  public Transition cancelled(
      Attempt attempt, Merchant merchant, StoredPayment stored, CancelOutcome.Cancelled outcome) {
    Note note = noteOf(attempt);
    String cancellationId = "cancellation_" + ids.next();
    return new CancelTransition.Cancelled(
        attempt,
        outcome,
        cancellationId,
        note.reason(),
        note.taxFree(),
        note.vat(),
        outbox.tasksFor(
            merchant, stored.event(PaymentState.CANCELLED, cancellationId, note.enableWebhook())),
        time.instant());
  }

  public Transition refused(Attempt attempt, PgError error) {
    return new CancelTransition.NotCancelled(
        attempt, "refused", error.code(), error.text(), time.instant());
  }
}

package dev.naru.hub.payment.cancel;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.OpenCall;
import dev.naru.hub.payment.call.Resolution;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.CancelEnded;
import dev.naru.hub.payment.store.PaymentCancelled;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.webhook.Outbox;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the PG how a cancel ended whose answer doesn't tell, and says what is written down of it.
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

  /** What an attempt to cancel keeps for whoever ends it. */
  public record Note(String reason, boolean enableWebhook) {}

  public String write(Note note) {
    return json.writeValueAsString(note);
  }

  private Note noteOf(Attempt attempt) {
    return json.readValue(attempt.request(), Note.class);
  }

  @Override
  public Optional<Transition> look(OpenCall call) {
    return look(call, null);
  }

  /**
   * @param refusal the PG's "no", if it said one; then an inquiry that finds nothing cancelled ends
   *     the cancel at once
   */
  Optional<Transition> look(OpenCall call, @Nullable PgError refusal) {
    Attempt attempt = call.attempt();
    if (!(call.pg() instanceof Inquires inquires)) {
      return Optional.ofNullable(refusal).map(error -> refused(attempt, error));
    }
    if (!(inquires.inquire(call.asPersisted(), call.payment().pgTid())
        instanceof Finding.Found found)) {
      return Optional.empty();
    }
    if (found.cancelledMinor() >= call.payment().cancelledMinor() + attempt.amountMinor()) {
      String tid = found.lastCancelTid() == null ? found.pgTid() : found.lastCancelTid();
      return Optional.of(
          cancelled(
              attempt,
              call.merchant(),
              call.stored(),
              new CancelOutcome.Cancelled(tid, time.instant(), null)));
    }
    if (refusal != null) {
      return Optional.of(refused(attempt, refusal));
    }
    // The request may still be on its way: only a later look may believe that it never arrived.
    return call.believesAbsence() ? Optional.of(refused(attempt, NEVER_ARRIVED)) : Optional.empty();
  }

  public Transition cancelled(
      Attempt attempt, Merchant merchant, StoredPayment stored, CancelOutcome.Cancelled outcome) {
    Note note = noteOf(attempt);
    String cancellationId = "cancellation_" + ids.next();
    return new PaymentCancelled(
        attempt,
        outcome,
        cancellationId,
        note.reason(),
        outbox.tasksFor(
            merchant, stored.event(PaymentState.CANCELLED, cancellationId, note.enableWebhook())),
        time.instant());
  }

  Transition refused(Attempt attempt, PgError error) {
    return new CancelEnded(attempt, "refused", error.code(), error.text(), time.instant());
  }
}

package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.JdbcPayments.StoredPayment;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookEvent;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Writes down how a cancel ended; asks the PG where its answer doesn't tell. */
final class CancelSettlement {

  /** What a cancel attempt keeps for whoever ends it. */
  record Note(String reason, boolean enableWebhook) {}

  /** How a cancel stands. */
  sealed interface End {
    record Cancelled() implements End {}

    /** The PG surely heard of nothing. */
    record NotSent() implements End {}

    record NotCancelled(String code, String text) implements End {}

    /** Nobody knows yet. */
    record Open() implements End {}
  }

  private final JdbcPayments payments;
  private final Merchants merchants;
  private final TransitionWriter writer;
  private final Outbox outbox;
  private final InstantSource time;
  private final JsonMapper json;

  CancelSettlement(
      JdbcPayments payments,
      Merchants merchants,
      TransitionWriter writer,
      Outbox outbox,
      InstantSource time,
      JsonMapper json) {
    this.payments = payments;
    this.merchants = merchants;
    this.writer = writer;
    this.outbox = outbox;
    this.time = time;
    this.json = json;
  }

  Note noteOf(Attempt attempt) {
    return json.readValue(attempt.request(), Note.class);
  }

  /**
   * @param payment as it was when the cancel was claimed
   */
  End end(Attempt attempt, Payment payment, Channel channel, CancelOutcome outcome) {
    return switch (outcome) {
      case CancelOutcome.Cancelled cancelled -> cancelled(attempt, cancelled);
      // A test MID cancels by itself at night (protocols/inicis.md §11 row 17): what the PG's book
      // says is true, not that we were too late.
      case CancelOutcome.Refused refused
          when refused.error().category() == Category.ALREADY_CANCELLED ->
          ask(attempt, payment, channel, Optional.of(refused.error()));
      case CancelOutcome.Refused refused -> notCancelled(attempt, refused.error());
      case CancelOutcome.NotSent(String reason) -> {
        writer.execute(new Transition.CancelEnded(attempt, "not_sent", reason, time.instant()));
        yield new End.NotSent();
      }
      case CancelOutcome.Unknown _ -> ask(attempt, payment, channel, Optional.empty());
    };
  }

  /**
   * @param refusal the PG's "no", if it said one; then an inquiry that finds nothing cancelled ends
   *     the cancel at once
   */
  End ask(Attempt attempt, Payment payment, Channel channel, Optional<PgError> refusal) {
    if (!(channel.connector() instanceof Inquires inquires)) {
      return refusal.map(error -> notCancelled(attempt, error)).orElseGet(End.Open::new);
    }
    Finding finding =
        inquires.inquire(attempt.asPersisted(channel, payment.amount()), payment.pgTid());
    if (!(finding instanceof Finding.Found found)) {
      return new End.Open();
    }
    if (found.cancelledMinor() >= payment.cancelledMinor() + attempt.amountMinor()) {
      String tid = found.lastCancelTid() == null ? found.pgTid() : found.lastCancelTid();
      return cancelled(attempt, new CancelOutcome.Cancelled(tid, time.instant(), null));
    }
    if (refusal.isPresent()) {
      return notCancelled(attempt, refusal.get());
    }
    // The request may still be on its way: only a later look may believe that it never arrived.
    return attempt.fence() < Backoff.BELIEVES_ABSENCE
        ? new End.Open()
        : notCancelled(attempt, new PgError("", "PG사에서 취소가 처리되지 않았습니다.", Category.NOT_CANCELLABLE));
  }

  private End cancelled(Attempt attempt, CancelOutcome.Cancelled outcome) {
    Note note = noteOf(attempt);
    String cancellationId = "cancellation_" + UUID.randomUUID();
    boolean written =
        writer.execute(
            new Transition.Cancelled(
                attempt,
                outcome,
                cancellationId,
                note.reason(),
                webhooks(attempt, cancellationId, note.enableWebhook()),
                time.instant()));
    outbox.wake();
    return written ? new End.Cancelled() : new End.Open();
  }

  private End notCancelled(Attempt attempt, PgError error) {
    writer.execute(
        new Transition.CancelEnded(
            attempt, "refused", error.code() + " " + error.text(), time.instant()));
    return new End.NotCancelled(error.code(), error.text());
  }

  private List<WebhookTaskRow> webhooks(Attempt attempt, String cancellationId, boolean send) {
    Merchant merchant = merchants.byId(attempt.merchantId()).orElseThrow();
    StoredPayment loaded =
        payments.load(attempt.merchantId(), attempt.paymentNumber()).orElseThrow();
    return outbox.tasksFor(
        merchant,
        new WebhookEvent(
            attempt.paymentNumber(),
            loaded.payment().orderNumber(),
            PaymentState.CANCELLED.v1Status(),
            cancellationId,
            loaded.noticeUrls(),
            send));
  }
}

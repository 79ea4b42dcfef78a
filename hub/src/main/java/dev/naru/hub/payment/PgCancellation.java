package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.Attempt.Kind;
import dev.naru.hub.payment.CancelSettlement.End;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Cancels in three steps, as an approval does: the intent, the PG, what came of it. */
final class PgCancellation implements Cancellation {

  private static final Logger log = LoggerFactory.getLogger(PgCancellation.class);

  /** A cancel may take the PG 30 s; then the janitor takes over. */
  private static final Duration LEASE = Duration.ofSeconds(40);

  /** How often, and how many times, a cancel looks whether the one before it has ended. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private static final int LOOKS = 400;

  private static final Set<PaymentState> WITH_MONEY =
      Set.of(PaymentState.PAID, PaymentState.CANCELLED);

  private final JdbcPayments payments;
  private final Channels channels;
  private final TransitionWriter writer;
  private final CancelSettlement settlement;
  private final Attempts attempts;
  private final InstantSource time;
  private final JsonMapper json;

  PgCancellation(
      JdbcPayments payments,
      Channels channels,
      TransitionWriter writer,
      CancelSettlement settlement,
      Attempts attempts,
      InstantSource time,
      JsonMapper json) {
    this.payments = payments;
    this.channels = channels;
    this.writer = writer;
    this.settlement = settlement;
    this.attempts = attempts;
    this.time = time;
    this.json = json;
  }

  @Override
  public Result cancel(Command command) {
    for (int look = 0; look < LOOKS; look++) {
      Optional<Payment> found = wanted(command);
      if (found.isEmpty() || !WITH_MONEY.contains(found.get().state())) {
        return new Result.NotFound();
      }
      Payment payment = found.get();
      Optional<Result> refusal = refusalOf(command, payment);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      Attempt attempt = attemptFor(command, payment);
      Channel channel = channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
      Optional<Result> unable = unable(channel, payment, attempt.amountMinor());
      if (unable.isPresent()) {
        return unable.get();
      }
      Instant now = time.instant();
      if (writer.execute(
          new Transition.CancelClaimed(attempt, payment.remainingMinor(), now.plus(LEASE), now))) {
        return carryOut(command, payment, channel, attempt);
      }
      if (!pause()) {
        break;
      }
    }
    return new Result.Refused("", "다른 취소 요청이 처리 중입니다. 잠시 후 다시 시도해 주세요.");
  }

  private Optional<Payment> wanted(Command command) {
    if (command.paymentNumber() != null) {
      return payments.find(command.merchantId(), command.paymentNumber());
    }
    return payments.findCancellable(
        command.merchantId(), command.orderNumber() == null ? "" : command.orderNumber());
  }

  private static Optional<Result> refusalOf(Command command, Payment payment) {
    long remaining = payment.remainingMinor();
    if (remaining == 0) {
      return Optional.of(new Result.NothingLeft());
    }
    if (command.checksumMinor() != null && command.checksumMinor() != remaining) {
      return Optional.of(new Result.ChecksumDiffers());
    }
    if (command.amountMinor() != null && command.amountMinor() > remaining) {
      return Optional.of(new Result.ExceedsRemaining(remaining));
    }
    if (payment.method().equals(PayMethod.VBANK) && command.refundTo() == null) {
      return Optional.of(new Result.Refused("", "환불계좌정보가 누락되었습니다."));
    }
    return Optional.empty();
  }

  /**
   * Refuses, before anything is claimed or sent, what the PG's capability table does not have for
   * the payment's method. A record that stands for a billing key is cancelled without the PG.
   */
  private static Optional<Result> unable(Channel channel, Payment payment, long amountMinor) {
    if (!payment.charged() || !(channel.connector() instanceof Cancels)) {
      return Optional.empty();
    }
    Capabilities table = channel.connector().capabilities();
    if (!table.can(payment.method(), Operation.CANCEL)) {
      return Optional.of(new Result.Refused("", "이 결제수단은 취소를 지원하지 않습니다."));
    }
    boolean isPart = amountMinor < payment.amount().minor();
    return isPart && !table.can(payment.method(), Operation.PARTIAL_CANCEL)
        ? Optional.of(new Result.Refused("", "이 결제수단은 부분취소를 지원하지 않습니다."))
        : Optional.empty();
  }

  private Attempt attemptFor(Command command, Payment payment) {
    Long wanted = command.amountMinor();
    long amount = wanted == null || wanted == 0 ? payment.remainingMinor() : wanted;
    String reason =
        command.reason() == null || command.reason().isBlank() ? "취소사유 미입력" : command.reason();
    var note = new CancelSettlement.Note(reason, command.enableWebhook());
    return Attempt.first(
        payment.merchantId(),
        payment.paymentNumber(),
        Kind.CANCEL,
        amount,
        json.writeValueAsString(note));
  }

  private Result carryOut(Command command, Payment payment, Channel channel, Attempt attempt) {
    if (!payment.charged()) {
      // The record stands for a billing key: there is nothing at the PG to give back
      // (spec/rest-api.md §2.3).
      var local =
          new CancelOutcome.Cancelled(
              payment.pgTid() == null ? payment.paymentNumber() : payment.pgTid(),
              time.instant(),
              null);
      return resultOf(settlement.end(attempt, payment, channel, local), attempt, payment);
    }
    if (!(channel.connector() instanceof Cancels cancels) || payment.pgTid() == null) {
      String text = "현재 지원되지 않는 PG사입니다.";
      writer.execute(new Transition.CancelEnded(attempt, "not_supported", text, time.instant()));
      return new Result.Refused("", text);
    }
    var request =
        new CancelRequest(
            payment.pgTid(),
            payment.method(),
            attempt.amountMinor(),
            payment.remainingMinor(),
            payment.cancelledMinor() > 0,
            command.taxFreeMinor(),
            command.vatMinor(),
            command.refundTo(),
            settlement.noteOf(attempt).reason());
    CancelOutcome outcome;
    try {
      outcome = cancels.cancel(attempt.asPersisted(channel, payment.amount()), request);
    } catch (RuntimeException bug) {
      log.error("the connector failed while cancelling {}", payment.paymentNumber(), bug);
      outcome = new CancelOutcome.Unknown("the connector failed");
    }
    return resultOf(settlement.end(attempt, payment, channel, outcome), attempt, payment);
  }

  private Result resultOf(End end, Attempt attempt, Payment payment) {
    return switch (end) {
      case End.Cancelled _ ->
          new Result.Cancelled(
              payments.find(payment.merchantId(), payment.paymentNumber()).orElseThrow());
      case End.NotCancelled not -> new Result.Refused(not.code(), not.text());
      case End.Open _ -> {
        attempts.postpone(attempt, time.instant().plus(Backoff.after(attempt.fence())));
        yield new Result.Unresolved();
      }
    };
  }

  private static boolean pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

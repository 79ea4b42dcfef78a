package dev.naru.hub.payment.cancel;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.call.AskAgain;
import dev.naru.hub.payment.call.OpenCalls;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.call.PgCalls.Ending;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.CancelTransition;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayment.Tax;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cancels payments. {@link dev.naru.hub.payment.call.PgCalls} has the common part of every call.
 */
public final class PgCancellation implements Cancellation {

  private static final Result ANOTHER_UNDER_WAY =
      new Result.Refused("", "다른 취소 요청이 처리 중입니다. 잠시 후 다시 시도해 주세요.");

  private static final String NOT_SUPPORTED = "현재 지원되지 않는 PG사입니다.";

  private final StoredPayments payments;
  private final PgCalls calls;
  private final OpenCalls open;
  private final AskAgain askAgain;
  private final FindCancel find;
  private final InstantSource time;
  private final CancelTurns turns = new CancelTurns();

  public PgCancellation(
      StoredPayments payments,
      PgCalls calls,
      OpenCalls open,
      AskAgain askAgain,
      FindCancel find,
      InstantSource time) {
    this.payments = payments;
    this.calls = calls;
    this.open = open;
    this.askAgain = askAgain;
    this.find = find;
    this.time = time;
  }

  @Override
  public Result cancel(Command command) {
    var turn =
        new CancelTurns.Wanted(
            command.merchantId(),
            command.paymentNumber() == null
                ? "order " + command.orderNumber()
                : command.paymentNumber());
    if (!turns.enter(turn)) {
      return ANOTHER_UNDER_WAY;
    }
    try {
      return wanted(command)
          .map(stored -> cancel(command, stored))
          .orElseGet(() -> cancelOfUnresolved(command));
    } finally {
      turns.leave(turn);
    }
  }

  /** Handles the cancel of a payment that isn't known yet to be paid. */
  private Result cancelOfUnresolved(Command command) {
    AskAgain.Answer answer =
        command.paymentNumber() == null
            ? askAgain.askAboutOrder(
                command.merchantId(), Objects.requireNonNullElse(command.orderNumber(), ""))
            : askAgain.ask(command.merchantId(), command.paymentNumber());
    return switch (answer) {
      case NOTHING_UNRESOLVED -> new Result.NotFound();
      case STILL_UNRESOLVED -> new Result.ChargeUnresolved();
      case SETTLED ->
          wanted(command).map(stored -> cancel(command, stored)).orElseGet(Result.NotFound::new);
    };
  }

  private Optional<StoredPayment> wanted(Command command) {
    Optional<StoredPayment> found =
        command.paymentNumber() == null
            ? payments.findCancellable(
                command.merchantId(), command.orderNumber() == null ? "" : command.orderNumber())
            : payments.load(command.merchantId(), command.paymentNumber());
    return found.filter(stored -> stored.payment().state().wasPaid());
  }

  private Result cancel(Command command, StoredPayment stored) {
    if (!stored.payment().cancelUnderWay()) {
      return cancelNow(command, stored);
    }
    // An earlier cancel's outcome is unknown, and so is what is left; the PG is asked first.
    long merchantId = stored.payment().merchantId();
    String paymentNumber = stored.payment().paymentNumber();
    return askAgain.ask(merchantId, paymentNumber) == AskAgain.Answer.STILL_UNRESOLVED
        ? new Result.Unresolved()
        : cancelNow(command, payments.load(merchantId, paymentNumber).orElseThrow());
  }

  private Result cancelNow(Command command, StoredPayment stored) {
    Payment payment = stored.payment();
    Optional<Result> refusal = refusalOf(command, stored);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Attempt attempt = attemptFor(command, payment);
    OpenCall call = open.open(attempt);
    Optional<Result> unable = unable(call.channel(), payment, attempt.amountMinor());
    if (unable.isPresent()) {
      return unable.get();
    }
    Instant now = time.instant();
    if (!calls.write(
        new CancelTransition.Claimed(
            attempt, payment.remainingMinor(), now.plus(PgCalls.LEASE), now))) {
      // Another cancel came first, on another node or by the order's number. If it has ended, the
      // payment itself says what is wrong with this one.
      return payments
          .load(payment.merchantId(), payment.paymentNumber())
          .flatMap(asItIs -> refusalOf(command, asItIs))
          .orElse(ANOTHER_UNDER_WAY);
    }
    return resultOf(calls.ask(attempt, () -> ask(call, command.refundTo())), payment);
  }

  @Override
  public Optional<Terms> terms(long merchantId, String paymentNumber) {
    return payments
        .loadWithChannel(merchantId, paymentNumber)
        .map(found -> terms(found.stored(), found.channel()));
  }

  private static Terms terms(StoredPayment stored, Channel channel) {
    Payment payment = stored.payment();
    long remaining = payment.state().wasPaid() ? payment.remainingMinor() : 0;
    boolean able = remaining > 0 && unable(channel, payment, payment.amount().minor()).isEmpty();
    return new Terms(
        remaining,
        Math.min(remaining, stored.tax().taxFreeLeft()),
        stored.tax().vatLeft(),
        able,
        able && remaining > 1 && unable(channel, payment, 1).isEmpty(),
        payment.method().equals(PayMethod.VBANK));
  }

  private static Optional<Result> refusalOf(Command command, StoredPayment stored) {
    Payment payment = stored.payment();
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
    return againstTax(command, payment, stored.tax());
  }

  /** Refuses a cancel whose tax parts exceed its amount, or what is left of the payment's parts. */
  private static Optional<Result> againstTax(Command command, Payment payment, Tax tax) {
    long amount = amountOf(command, payment);
    Long taxFree = command.taxFreeMinor();
    Long vat = command.vatMinor();
    if (taxFree != null) {
      long most = Math.min(amount, tax.taxFreeLeft());
      if (taxFree > most) {
        return Optional.of(new Result.ExceedsTaxFree(most));
      }
      // A cancel of everything that is left takes all parts that are left, whatever was named.
      long taxedLeft = Math.max(0, payment.remainingMinor() - tax.taxFreeLeft());
      if (amount < payment.remainingMinor() && amount - taxFree > taxedLeft) {
        return Optional.of(new Result.ExceedsTaxed(taxedLeft));
      }
    }
    if (vat != null) {
      long taxed = amount - (taxFree == null ? 0 : taxFree);
      Long left = tax.vatLeft();
      long most = left == null ? taxed : Math.min(taxed, left);
      if (vat > most) {
        return Optional.of(new Result.ExceedsVat(most));
      }
    }
    return Optional.empty();
  }

  /**
   * Refuses a cancel that the PG's capability table lacks for the payment's method, before anything
   * is claimed or sent. The record of a billing key without a charge is cancelled without the PG.
   */
  private static Optional<Result> unable(Channel channel, Payment payment, long amountMinor) {
    if (!payment.charged() || channel.able(Cancels.class).isEmpty()) {
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
    return calls.newAttempt(
        payment.merchantId(),
        payment.paymentNumber(),
        Kind.CANCEL,
        amountOf(command, payment),
        find.write(
            new FindCancel.Note(
                reasonOf(command),
                command.enableWebhook(),
                command.taxFreeMinor(),
                command.vatMinor())));
  }

  private static long amountOf(Command command, Payment payment) {
    return command.amountMinor() == null ? payment.remainingMinor() : command.amountMinor();
  }

  private static String reasonOf(Command command) {
    return command.reason() == null || command.reason().isBlank() ? "취소사유 미입력" : command.reason();
  }

  private Judgement ask(OpenCall call, @Nullable RefundAccount refundTo) {
    Payment payment = call.payment();
    Attempt attempt = call.attempt();
    if (!payment.charged()) {
      // The record is of a billing key without a charge, so the PG has nothing to refund
      // (spec/rest-api.md §2.3).
      String tid = payment.pgTid() == null ? payment.paymentNumber() : payment.pgTid();
      return new Judgement.Clear(find.cancelled(call, tid));
    }
    if (call.channel().able(Cancels.class).isEmpty() || payment.pgTid() == null) {
      return new Judgement.Clear(
          new CancelTransition.NotCancelled(
              attempt, "not_supported", "", NOT_SUPPORTED, time.instant()));
    }
    CancelRequest request = find.request(call, payment.pgTid(), refundTo);
    CrashPoint.CANCEL_BEFORE_PG.reached();
    CancelOutcome outcome = call.channel().pg(Cancels.class).cancel(call.asPersisted(), request);
    CrashPoint.CANCEL_AFTER_PG.reached();
    return switch (outcome) {
      case CancelOutcome.Cancelled cancelled ->
          new Judgement.Clear(find.cancelled(call, cancelled));
      // The PG's book decides. A test MID cancels by itself at night (protocols/inicis.md §11 row
      // 17), and a request that reached the PG twice is carried out once and refused once, for
      // whatever reason.
      case CancelOutcome.Refused(PgError error) -> find.look(call, error);
      case CancelOutcome.NotSent(String reason) ->
          new Judgement.Clear(
              new CancelTransition.NotCancelled(
                  attempt, CancelTransition.NotCancelled.NOT_SENT, "", reason, time.instant()));
      case CancelOutcome.Unknown(String reason) -> new Judgement.Unclear(reason);
    };
  }

  private Result resultOf(Optional<Ending> ended, Payment payment) {
    return switch (ended.map(Ending::transition).orElse(null)) {
      case CancelTransition.Cancelled _ ->
          new Result.Cancelled(
              payments.find(payment.merchantId(), payment.paymentNumber()).orElseThrow());
      case CancelTransition.NotCancelled end
          when end.outcome().equals(CancelTransition.NotCancelled.NOT_SENT) ->
          new Result.NotSent();
      case CancelTransition.NotCancelled end -> new Result.Refused(end.code(), end.text());
      case null, default -> new Result.Unresolved();
    };
  }
}

package dev.naru.hub.payment.deposit;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Deposits.Result;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.cancel.FindCancel;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.CancelTransition;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.ReadsNotice.Notice.DepositTakenBack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a deposit that the bank took back: asks the PG, and cancels in the hub's book what the PG
 * no longer holds, by the same two steps as any cancel.
 */
public final class ReverseDeposit {

  private static final Logger log = LoggerFactory.getLogger(ReverseDeposit.class);

  private static final String REASON = "은행의 입금 취소";

  /**
   * How long the two steps may take, between which the PG isn't called; then the janitor takes
   * over.
   */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final StoredPayments payments;
  private final Channels channels;
  private final Merchants merchants;
  private final PgCalls calls;
  private final FindCancel cancels;
  private final InstantSource time;

  public ReverseDeposit(
      StoredPayments payments,
      Channels channels,
      Merchants merchants,
      PgCalls calls,
      FindCancel cancels,
      InstantSource time) {
    this.payments = payments;
    this.channels = channels;
    this.merchants = merchants;
    this.calls = calls;
    this.cancels = cancels;
    this.time = time;
  }

  Result apply(String provider, DepositTakenBack back) {
    Optional<StoredPayment> found =
        payments
            .loadByOrder(back.pgOrderNumber())
            .filter(it -> it.payment().provider().equals(provider))
            .filter(it -> it.payment().mid().equals(back.mid()))
            .filter(it -> it.payment().account() != null);
    if (found.isEmpty()) {
      log.warn("OPERATOR: {} took back a deposit of an order nobody knows", provider);
      return Result.CONTRADICTS;
    }
    Payment payment = found.get().payment();
    if (payment.state() == PaymentState.CANCELLED && payment.remainingMinor() == 0) {
      return Result.KNOWN;
    }
    Channel channel = channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
    Optional<Inquires> inquiry = channel.able(Inquires.class, payment.method(), Operation.INQUIRY);
    if (inquiry.isEmpty()) {
      log.error("OPERATOR: {} says that the bank took back {}", provider, payment.paymentNumber());
      return Result.CONTRADICTS;
    }
    var record =
        new PersistedAttempt(
            payment.paymentNumber(), payment.paymentNumber(), channel.config(), payment.amount());
    return switch (inquiry.get().inquire(record, payment.pgTid())) {
      case Finding.Found there when there.isWhollyCancelled() -> gone(found.get(), there);
      case Finding.Found _ -> {
        log.error(
            "OPERATOR: the deposit of {} is said to be taken back, but the PG doesn't say so",
            payment.paymentNumber());
        yield Result.CONTRADICTS;
      }
      case Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ -> Result.UNCHECKED;
    };
  }

  private Result gone(StoredPayment stored, Finding.Found there) {
    Payment payment = stored.payment();
    log.error("OPERATOR: the bank took back the deposit of {}", payment.paymentNumber());
    if (!payment.state().wasPaid()) {
      // This notice came before the deposit's own, so the hub has never recorded the deposit.
      return Result.CONTRADICTS;
    }
    Attempt attempt =
        calls.newAttempt(
            payment.merchantId(),
            payment.paymentNumber(),
            Kind.CANCEL,
            payment.remainingMinor(),
            cancels.write(new FindCancel.Note(REASON, true)));
    Instant now = time.instant();
    if (!calls.write(
        new CancelTransition.Claimed(attempt, payment.remainingMinor(), now.plus(LEASE), now))) {
      return Result.UNCHECKED; // another cancel is under way: its end comes first
    }
    Merchant merchant = merchants.byId(payment.merchantId()).orElseThrow();
    String tid = there.lastCancelTid() == null ? there.pgTid() : there.lastCancelTid();
    var outcome = new CancelOutcome.Cancelled(tid, now, null);
    return calls
        .ask(
            attempt,
            () -> new Judgement.Clear(cancels.cancelled(attempt, merchant, stored, outcome)))
        .filter(ended -> ended.transition() instanceof CancelTransition.Cancelled)
        .map(_ -> Result.APPLIED)
        .orElse(Result.UNCHECKED);
  }
}

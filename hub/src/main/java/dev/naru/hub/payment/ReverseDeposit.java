package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.Attempt.Kind;
import dev.naru.hub.payment.CancelSettlement.End;
import dev.naru.hub.payment.Deposits.Result;
import dev.naru.pg.spi.Cancels.CancelOutcome;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * What becomes of a payment whose deposit the bank took back: the PG is asked, and what it holds no
 * more is cancelled in the hub's book too, by the same two steps as any cancel.
 */
final class ReverseDeposit {

  private static final Logger log = LoggerFactory.getLogger(ReverseDeposit.class);

  private static final String REASON = "은행의 입금 취소";

  /** Nothing is asked of the PG between the two steps; then the janitor takes over. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final JdbcPayments payments;
  private final Channels channels;
  private final TransitionWriter writer;
  private final CancelSettlement settlement;
  private final InstantSource time;
  private final JsonMapper json;

  ReverseDeposit(
      JdbcPayments payments,
      Channels channels,
      TransitionWriter writer,
      CancelSettlement settlement,
      InstantSource time,
      JsonMapper json) {
    this.payments = payments;
    this.channels = channels;
    this.writer = writer;
    this.settlement = settlement;
    this.time = time;
    this.json = json;
  }

  Result apply(String provider, DepositTakenBack back) {
    Optional<Payment> found =
        payments
            .loadByOrder(back.pgOrderNumber())
            .map(JdbcPayments.StoredPayment::payment)
            .filter(it -> it.provider().equals(provider) && it.mid().equals(back.mid()))
            .filter(it -> it.account() != null);
    if (found.isEmpty()) {
      log.warn("OPERATOR: {} took back a deposit of an order nobody knows", provider);
      return Result.CONTRADICTS;
    }
    Payment payment = found.get();
    if (payment.state() == PaymentState.CANCELLED && payment.remainingMinor() == 0) {
      return Result.KNOWN;
    }
    Channel channel = channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
    if (!(channel.connector() instanceof Inquires inquires)) {
      log.error("OPERATOR: {} says that the bank took back {}", provider, payment.paymentNumber());
      return Result.CONTRADICTS;
    }
    var record =
        new PersistedAttempt(
            payment.paymentNumber(), payment.paymentNumber(), channel.config(), payment.amount());
    return switch (inquires.inquire(record, payment.pgTid())) {
      case Finding.Found there when there.isWhollyCancelled() -> gone(payment, channel, there);
      case Finding.Found _ -> {
        log.error(
            "OPERATOR: the deposit of {} is said to be taken back, but the PG doesn't say so",
            payment.paymentNumber());
        yield Result.CONTRADICTS;
      }
      case Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ -> Result.UNCHECKED;
    };
  }

  private Result gone(Payment payment, Channel channel, Finding.Found there) {
    log.error("OPERATOR: the bank took back the deposit of {}", payment.paymentNumber());
    if (payment.state() != PaymentState.PAID && payment.state() != PaymentState.CANCELLED) {
      // It overtook the deposit's own notice: the hub never believed in the money.
      return Result.CONTRADICTS;
    }
    Attempt attempt =
        Attempt.first(
            payment.merchantId(),
            payment.paymentNumber(),
            Kind.CANCEL,
            payment.remainingMinor(),
            json.writeValueAsString(new CancelSettlement.Note(REASON, true)));
    Instant now = time.instant();
    if (!writer.execute(
        new Transition.CancelClaimed(attempt, payment.remainingMinor(), now.plus(LEASE), now))) {
      return Result.UNCHECKED; // another cancel is under way: its end comes first
    }
    String tid = there.lastCancelTid() == null ? there.pgTid() : there.lastCancelTid();
    End end =
        settlement.end(attempt, payment, channel, new CancelOutcome.Cancelled(tid, now, null));
    return end instanceof End.Cancelled ? Result.APPLIED : Result.UNCHECKED;
  }
}

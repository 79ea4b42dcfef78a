package dev.naru.hub.payment.deposit;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Deposits;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.store.DepositApplied;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.webhook.Outbox;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.ReadsNotice;
import dev.naru.pg.spi.ReadsNotice.Notice.DepositTakenBack;
import dev.naru.pg.spi.ReadsNotice.Notice.Deposited;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies a deposit's notice only if the record and the PG's own answer agree with it. */
public final class ApplyDeposit implements Deposits {

  private static final Logger log = LoggerFactory.getLogger(ApplyDeposit.class);

  private final StoredPayments payments;
  private final Channels channels;
  private final Merchants merchants;
  private final PgCalls calls;
  private final Outbox outbox;
  private final ReverseDeposit takenBack;
  private final InstantSource time;

  public ApplyDeposit(
      StoredPayments payments,
      Channels channels,
      Merchants merchants,
      PgCalls calls,
      Outbox outbox,
      ReverseDeposit takenBack,
      InstantSource time) {
    this.payments = payments;
    this.channels = channels;
    this.merchants = merchants;
    this.calls = calls;
    this.outbox = outbox;
    this.takenBack = takenBack;
    this.time = time;
  }

  @Override
  public Result apply(String provider, Deposited deposit, Origin origin) {
    Optional<StoredPayment> found = payments.loadByOrder(deposit.pgOrderNumber());
    if (found.isEmpty()) {
      log.warn("OPERATOR: a deposit at {} for an order nobody knows", provider);
      return Result.CONTRADICTS;
    }
    Payment payment = found.get().payment();
    Optional<String> contradiction = contradiction(payment, provider, deposit);
    if (contradiction.isPresent()) {
      log.warn(
          "OPERATOR: a deposit for {} changed nothing: {}",
          payment.paymentNumber(),
          contradiction.get());
      return Result.CONTRADICTS;
    }
    if (payment.state().wasPaid()) {
      return Result.KNOWN;
    }
    return switch (answerOf(payment, origin)) {
      case HOLDS_IT -> write(found.get(), deposit);
      case HOLDS_IT_NO_MORE -> {
        log.error(
            "OPERATOR: a deposit for {} changed nothing: the PG gave it back",
            payment.paymentNumber());
        yield Result.CONTRADICTS;
      }
      case UNCHECKED -> Result.UNCHECKED;
    };
  }

  @Override
  public Result takenBack(String provider, DepositTakenBack back) {
    return takenBack.apply(provider, back);
  }

  private static Optional<String> contradiction(
      Payment payment, String provider, Deposited deposit) {
    Payment.Account account = payment.account();
    if (!payment.provider().equals(provider) || !payment.mid().equals(deposit.mid())) {
      return Optional.of("another PG or MID");
    }
    if (account == null) {
      return Optional.of("the payment has no virtual account");
    }
    if (!account.number().replaceAll("[^0-9]", "").equals(deposit.accountNumber())) {
      return Optional.of("another account number");
    }
    if (!deposit.issueTid().isEmpty() && !deposit.issueTid().equals(payment.pgTid())) {
      return Optional.of("another transaction number");
    }
    if (!payment.amount().equals(deposit.amount())) {
      return Optional.of(
          "the amount is " + deposit.amount().minor() + ", not " + payment.amount().minor());
    }
    return switch (payment.state()) {
      case AWAITING_DEPOSIT, PAID, CANCELLED -> Optional.empty();
      case FAILED ->
          Optional.of("the payment has failed").filter(_ -> !EXPIRED.equals(payment.failCode()));
      case READY, APPROVING -> Optional.of("the payment is " + payment.state());
    };
  }

  /** The PG's answer about a deposit. */
  private enum PgAnswer {
    HOLDS_IT,
    HOLDS_IT_NO_MORE,
    UNCHECKED
  }

  /** Asks the PG about the deposit, if it can be asked; the notice itself proves nothing (G37). */
  private PgAnswer answerOf(Payment payment, Origin origin) {
    Channel channel = channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
    Optional<Inquires> inquiry = channel.able(Inquires.class, payment.method(), Operation.INQUIRY);
    if (inquiry.isEmpty()) {
      boolean own =
          origin.toOwnAddress()
              && channel
                  .able(ReadsNotice.class, payment.method(), Operation.DEPOSIT_NOTICE)
                  .filter(reader -> reader.isOwnSource(channel.config(), origin.from()))
                  .isPresent();
      if (!own) {
        log.warn("OPERATOR: a deposit for {} came from nowhere we know", payment.paymentNumber());
      }
      return own ? PgAnswer.HOLDS_IT : PgAnswer.UNCHECKED;
    }
    var record =
        new PersistedAttempt(
            payment.paymentNumber(), payment.paymentNumber(), channel.config(), payment.amount());
    if (!(inquiry.get().inquire(record, payment.pgTid()) instanceof Finding.Found there)
        || there.awaitsDeposit()
        || !there.amount().equals(payment.amount())) {
      return PgAnswer.UNCHECKED;
    }
    return there.isWhollyCancelled() ? PgAnswer.HOLDS_IT_NO_MORE : PgAnswer.HOLDS_IT;
  }

  private Result write(StoredPayment loaded, Deposited deposit) {
    boolean applied;
    try {
      applied = calls.write(transition(loaded, deposit, true));
    } catch (TakenException anotherIsPaid) {
      log.warn(
          "OPERATOR: {} was paid into although its order is paid already",
          loaded.payment().paymentNumber());
      applied = calls.write(transition(loaded, deposit, false));
    }
    if (applied && loaded.payment().state() == PaymentState.FAILED) {
      log.warn(
          "OPERATOR: {} was paid into after its deadline, and is paid now",
          loaded.payment().paymentNumber());
    }
    return applied ? Result.APPLIED : Result.KNOWN;
  }

  private DepositApplied transition(StoredPayment loaded, Deposited deposit, boolean holdOrder) {
    Payment payment = loaded.payment();
    Merchant merchant = merchants.byId(payment.merchantId()).orElseThrow();
    var event = loaded.event(PaymentState.PAID);
    return new DepositApplied(
        payment.merchantId(),
        payment.paymentNumber(),
        deposit.noticeId(),
        deposit.depositedAt(),
        holdOrder,
        outbox.tasksFor(merchant, event),
        time.instant());
  }
}

package dev.naru.hub.payment.adopt;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.PgCaller;
import dev.naru.hub.database.Columns;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Adoption;
import dev.naru.hub.payment.Obstacle;
import dev.naru.hub.payment.Obstacle.Kind;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.cancel.FindCancel;
import dev.naru.hub.payment.store.AdoptionTransition;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.CancelTransition;
import dev.naru.hub.payment.store.ClosedByPerson;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookEvent;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the PG about a charge or cancel that only it knows, and enters it into the book. */
public final class PgAdoption implements Adoption {

  private static final Logger log = LoggerFactory.getLogger(PgAdoption.class);

  private static final int LONGEST = 500;
  private static final String GIVEN_BACK_THERE = "PG사에서 취소됨";

  private final StoredPayments payments;
  private final Channels channels;
  private final Merchants merchants;
  private final PgCalls calls;
  private final FindCancel cancels;
  private final SealedBuyer buyers;
  private final Outbox outbox;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  public PgAdoption(
      StoredPayments payments,
      Channels channels,
      Merchants merchants,
      PgCalls calls,
      FindCancel cancels,
      SealedBuyer buyers,
      Outbox outbox,
      InstantSource time) {
    this.payments = payments;
    this.channels = channels;
    this.merchants = merchants;
    this.calls = calls;
    this.cancels = cancels;
    this.buyers = buyers;
    this.outbox = outbox;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public Result adopt(Charge charge, Decision decision) {
    Optional<StoredPayment> known = payments.load(charge.merchantId(), charge.pgOrderNumber());
    Optional<Result> end = known.flatMap(stored -> asItStands(stored.payment(), charge));
    if (end.isPresent()) {
      return end.get();
    }
    Channel channel = channels.byId(charge.merchantId(), charge.channelId()).orElseThrow();
    return switch (asked(charge, channel)) {
      case Confirmed.Yes(String tid) -> written(charge, channel, tid, known, decision);
      case Confirmed.No(Result why) -> why;
    };
  }

  /** The result that needs no question to the PG; empty if the charge may be adopted. */
  private static Optional<Result> asItStands(Payment payment, Charge charge) {
    boolean same = charge.pgTid().equals(payment.pgTid());
    return Optional.ofNullable(
        switch (payment.state()) {
          case PAID, CANCELLED ->
              same
                  ? new Result.Already(payment.paymentNumber())
                  : refused(
                      Kind.PAID_BY_ANOTHER_CHARGE,
                      payment.paymentNumber(),
                      String.valueOf(payment.pgTid()));
          case APPROVING -> refused(Kind.BEING_ASKED_ABOUT, payment.paymentNumber());
          case READY, AWAITING_DEPOSIT, FAILED ->
              payment.amount().minor() == charge.amountMinor()
                      && payment.amount().currency().equals(charge.currency())
                  ? null
                  : refused(
                      Kind.OF_ANOTHER_AMOUNT,
                      payment.paymentNumber(),
                      payment.amount().minor(),
                      charge.amountMinor());
        });
  }

  private sealed interface Confirmed {
    record Yes(String pgTid) implements Confirmed {}

    record No(Result why) implements Confirmed {}
  }

  /** Asks the PG to confirm the charge. If the PG can be asked, a list alone isn't enough. */
  private static Confirmed asked(Charge charge, Channel channel) {
    Optional<Inquires> inquiry = channel.able(Inquires.class, Operation.INQUIRY);
    if (inquiry.isEmpty()) {
      return new Confirmed.Yes(charge.pgTid());
    }
    var attempt =
        new PersistedAttempt(
            charge.id().toString(),
            charge.pgOrderNumber(),
            channel.config(),
            new Money(charge.amountMinor(), charge.currency()));
    Finding finding =
        PgCaller.forOpenQuestions(
            charge.merchantId(),
            () -> {
              Finding byTid = inquiry.get().inquire(attempt, charge.pgTid());
              // A deposit has a number of its own; the charge's number is that of the account.
              return byTid instanceof Finding.NotFound
                  ? inquiry.get().inquire(attempt, null)
                  : byTid;
            });
    return switch (finding) {
      case Finding.Found found when found.awaitsDeposit() ->
          new Confirmed.No(refused(Kind.NO_DEPOSIT));
      case Finding.Found found when found.amount().minor() != charge.amountMinor() ->
          new Confirmed.No(
              refused(Kind.ASKED_ANOTHER_AMOUNT, found.amount().minor(), charge.amountMinor()));
      case Finding.Found found -> new Confirmed.Yes(found.pgTid());
      case Finding.NotFound _ -> new Confirmed.No(refused(Kind.ASKED_UNKNOWN));
      case Finding.NotSent(String why) -> new Confirmed.No(new Result.Unclear(why));
      case Finding.Unknown(String why) -> new Confirmed.No(new Result.Unclear(why));
    };
  }

  private static Result refused(Kind kind, Object... values) {
    return new Result.Refused(Obstacle.of(kind, values));
  }

  private Result written(
      Charge charge,
      Channel channel,
      String tid,
      Optional<StoredPayment> known,
      Decision decision) {
    Merchant merchant = merchants.byId(charge.merchantId()).orElseThrow();
    try {
      if (calls.write(
          known
              .<Transition>map(stored -> foundPaid(charge, tid, stored, merchant, decision))
              .orElseGet(() -> adopted(charge, channel, tid, merchant, decision)))) {
        log.warn("{} was adopted from the PG's list", charge.pgOrderNumber());
        return new Result.Done(charge.pgOrderNumber());
      }
    } catch (TakenException taken) {
      return refused(Kind.ORDER_TAKEN);
    }
    // Another call came first; its result is read once.
    return payments
        .load(charge.merchantId(), charge.pgOrderNumber())
        .flatMap(stored -> asItStands(stored.payment(), charge))
        .orElseGet(() -> refused(Kind.TRANSACTION_TAKEN));
  }

  private Transition foundPaid(
      Charge charge, String tid, StoredPayment stored, Merchant merchant, Decision decision) {
    return new AdoptionTransition.FoundPaid(
        charge.merchantId(),
        charge.pgOrderNumber(),
        tid,
        charge.approvalNumber(),
        charge.chargedAt(),
        said(decision),
        ids.next(),
        outbox.tasksFor(merchant, stored.event(PaymentState.PAID)),
        time.instant());
  }

  private Transition adopted(
      Charge charge, Channel channel, String tid, Merchant merchant, Decision decision) {
    String given = charge.orderNumber();
    String orderNumber = given == null ? charge.pgOrderNumber() : Columns.storable(given);
    return new AdoptionTransition.Adopted(
        charge,
        channel,
        tid,
        orderNumber,
        buyers.keep(Payment.Buyer.NOBODY, charge.merchantId(), charge.pgOrderNumber()),
        said(decision),
        ids.next(),
        outbox.tasksFor(
            merchant,
            new WebhookEvent(
                charge.pgOrderNumber(),
                orderNumber,
                PaymentState.PAID.v1Status(),
                null,
                List.of(),
                true)),
        time.instant());
  }

  @Override
  public Result recordCancel(
      UUID id,
      long merchantId,
      String paymentNumber,
      long cancelledThereMinor,
      String cancelTid,
      Instant cancelledAt,
      Decision decision) {
    StoredPayment stored = payments.load(merchantId, paymentNumber).orElseThrow();
    Payment payment = stored.payment();
    long amount = cancelledThereMinor - payment.cancelledMinor();
    if (amount <= 0) {
      return new Result.Already(paymentNumber);
    }
    if (payment.paidAt() == null || amount > payment.remainingMinor()) {
      return refused(Kind.NOTHING_LEFT, paymentNumber, amount);
    }
    Channel channel = channels.byId(merchantId, payment.channelId()).orElseThrow();
    Optional<Result> contradiction = contradiction(id, payment, channel, cancelledThereMinor);
    if (contradiction.isPresent()) {
      return contradiction.get();
    }
    Attempt attempt =
        calls.newAttempt(
            merchantId,
            paymentNumber,
            Attempt.Kind.CANCEL,
            amount,
            cancels.write(new FindCancel.Note(GIVEN_BACK_THERE, true)));
    Instant now = time.instant();
    if (!calls.write(
        new CancelTransition.Claimed(
            attempt, payment.remainingMinor(), now.plus(PgCalls.LEASE), now))) {
      return refused(Kind.CANCEL_UNDER_WAY, paymentNumber);
    }
    String tid = cancelTid.isEmpty() ? String.valueOf(payment.pgTid()) : cancelTid;
    Merchant merchant = merchants.byId(merchantId).orElseThrow();
    Transition move =
        cancels.cancelled(
            attempt, merchant, stored, new CancelOutcome.Cancelled(tid, cancelledAt, null));
    return calls.write(new ClosedByPerson(move, ids.next(), "cancelled", said(decision)))
        ? new Result.Done(paymentNumber)
        : refused(Kind.CHANGED_MEANWHILE, paymentNumber);
  }

  private static Optional<Result> contradiction(
      UUID id, Payment payment, Channel channel, long cancelledThereMinor) {
    Optional<Inquires> inquiry = channel.able(Inquires.class, payment.method(), Operation.INQUIRY);
    if (inquiry.isEmpty()) {
      return Optional.empty();
    }
    var attempt =
        new PersistedAttempt(
            id.toString(), payment.paymentNumber(), channel.config(), payment.amount());
    Finding finding =
        PgCaller.forOpenQuestions(
            payment.merchantId(), () -> inquiry.get().inquire(attempt, payment.pgTid()));
    return switch (finding) {
      case Finding.Found found when found.cancelledMinor() == cancelledThereMinor ->
          Optional.empty();
      case Finding.Found found ->
          Optional.of(
              refused(Kind.ASKED_ANOTHER_CANCEL, found.cancelledMinor(), cancelledThereMinor));
      case Finding.NotFound _ -> Optional.of(refused(Kind.ASKED_UNKNOWN));
      case Finding.NotSent(String why) -> Optional.of(new Result.Unclear(why));
      case Finding.Unknown(String why) -> Optional.of(new Result.Unclear(why));
    };
  }

  private static String said(Decision decision) {
    return "by %s: %s".formatted(text(decision.who()), text(decision.reason()));
  }

  private static String text(String given) {
    String kept = Columns.storable(given.strip());
    return kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST);
  }
}

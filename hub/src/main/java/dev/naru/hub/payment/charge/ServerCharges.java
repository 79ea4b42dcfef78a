package dev.naru.hub.payment.charge;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.call.PgCalls.Ending;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.Attempts.NamedCharge;
import dev.naru.hub.payment.store.ChargeBegun;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.hub.payment.store.NewPaymentSql.Row;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Makes charges without a buyer's window. {@link dev.naru.hub.payment.call.PgCalls} has the common
 * part of every call.
 */
public final class ServerCharges implements Charges {

  private static final Logger log = LoggerFactory.getLogger(ServerCharges.class);

  /**
   * The lease of a charge for which the PG is called twice: for the key, and for its first charge.
   */
  private static final Duration LEASE_WITH_KEY = Duration.ofSeconds(80);

  private static final Duration ONE_MORE_CALL = Duration.ofSeconds(35);

  /**
   * How many numbers are drawn. Only numbers of old versions, which weren't unique by construction,
   * can be in use.
   */
  private static final int MAX_TRIES = 5;

  private static final PgError NO_ANSWER_ABOUT_CARD =
      new PgError("", "PG사에서 카드 확인 결과를 받지 못했습니다. 결제된 금액은 없습니다.", Category.DECLINED);

  private final Attempts attempts;
  private final PgCalls calls;
  private final PaymentNumbers numbers;
  private final SealedBuyer buyers;
  private final Outbox outbox;
  private final InstantSource time;

  public ServerCharges(
      Attempts attempts,
      PgCalls calls,
      PaymentNumbers numbers,
      SealedBuyer buyers,
      Outbox outbox,
      InstantSource time) {
    this.attempts = attempts;
    this.calls = calls;
    this.numbers = numbers;
    this.buyers = buyers;
    this.outbox = outbox;
    this.time = time;
  }

  @Override
  public Result byKey(NewCharge charge, List<KeyToCharge> keys) {
    var pg = charge.payment().channel().pg(ChargesBillingKey.class);
    return run(
        charge,
        keys.getLast().key(),
        "{}",
        PgCalls.LEASE.plus(ONE_MORE_CALL.multipliedBy(keys.size() - 1)),
        call -> {
          for (KeyToCharge before : keys.subList(0, keys.size() - 1)) {
            Outcome outcome = charged(pg, call, before);
            if (!(outcome instanceof Outcome.Declined)) {
              return call.of(outcome, false);
            }
            log.warn(
                "a charge of {} with a key that nobody has proved was declined",
                call.attempt.paymentNumber());
          }
          return call.of(charged(pg, call, keys.getLast()), false);
        });
  }

  private static Outcome charged(ChargesBillingKey pg, ClaimedCharge call, KeyToCharge key) {
    Outcome outcome = pg.chargeKey(call.record(), key.key(), call.charge.order());
    try {
      switch (outcome) {
        case Approved _ -> key.worked().run();
        case Outcome.Declined _ -> key.declined().run();
        default -> {
          // Nothing is known of the key.
        }
      }
    } catch (DataAccessException trouble) {
      log.warn("what became of a key of {} is not noted", call.attempt.paymentNumber(), trouble);
    }
    return outcome;
  }

  @Override
  public Result check(NewCharge charge, IssuedKey key) {
    var pg = charge.payment().channel().pg(ChargesBillingKey.class);
    boolean[] charged = {false};
    Result result =
        run(
            charge,
            key,
            Attempts.CHECK,
            PgCalls.LEASE,
            call ->
                switch (pg.chargeKey(call.record(), key, charge.order())) {
                  case Outcome.Declined(PgError error) -> call.declined(error, true);
                  case Outcome.NotSent(String reason) -> call.notSent(reason);
                  case Outcome outcome -> {
                    charged[0] = outcome instanceof Approved;
                    yield new Judgement.Unclear("a check is given back");
                  }
                });
    return charged[0] && result instanceof Recorded.Declined(String paymentNumber, _, _)
        ? new Recorded.Paid(paymentNumber, null)
        : result;
  }

  @Override
  public Result byCard(NewCharge charge, CardData card) {
    var pg = charge.payment().channel().pg(KeysIn.class);
    return run(
        charge,
        null,
        "{}",
        PgCalls.LEASE,
        call -> {
          Outcome outcome = pg.chargeCard(call.record(), card, charge.order());
          return call.of(
              outcome, outcome instanceof Outcome.Declined(PgError error) && isAboutTheCard(error));
        });
  }

  @Override
  public Result byCardForKey(NewCharge charge, CardData card) {
    Channel channel = charge.payment().channel();
    var cards = channel.pg(KeysIn.class);
    var pg = channel.pg(ChargesBillingKey.class);
    return run(
        charge,
        null,
        "{}",
        LEASE_WITH_KEY,
        call ->
            switch (issued(cards, call, card)) {
              case Outcome.KeyIssued issued -> {
                attempts.noteKey(call.attempt, issued.key(), issued.card());
                call.issued = issued.key();
                yield call.of(pg.chargeKey(call.record(), issued.key(), charge.order()), false);
              }
              case Outcome.Declined(PgError error) -> call.declined(error, true);
              case Outcome.NotSent(String reason) -> call.notSent(reason);
              // Issuing moves no money, so there is nothing to find out.
              case Outcome other -> {
                log.warn("no readable key for {}: {}", call.attempt.paymentNumber(), other);
                yield call.declined(NO_ANSWER_ABOUT_CARD, true);
              }
            });
  }

  private static Outcome issued(KeysIn cards, ClaimedCharge call, CardData card) {
    try {
      return cards.issueKey(call.keyRecord(), card, call.charge.order());
    } catch (RuntimeException bug) {
      log.error("the connector failed while issuing {}", call.attempt.paymentNumber(), bug);
      return new Outcome.Unknown("the connector failed");
    }
  }

  private static boolean isAboutTheCard(PgError error) {
    return error.category() == Category.BAD_CARD || error.category() == Category.EXPIRED_CARD;
  }

  @Override
  public Result refuse(NewCharge charge, String reason) {
    return begin(
        charge,
        PaymentState.FAILED,
        reason,
        row ->
            new ChargeBegun(
                charge.payment(),
                row,
                null,
                null,
                row.at(),
                failureWebhooks(charge, row.paymentNumber())),
        begun ->
            new Recorded.Declined(
                begun.row().paymentNumber(), new PgError("", reason, Category.DECLINED), true));
  }

  /**
   * @param key that is charged; null for a card, which is never kept
   * @param request of the attempt
   */
  private Result run(
      NewCharge charge,
      @Nullable IssuedKey key,
      String request,
      Duration lease,
      Function<ClaimedCharge, Judgement> ask) {
    return begin(
        charge,
        PaymentState.APPROVING,
        null,
        row -> {
          Attempt attempt =
              calls.newAttempt(
                  charge.merchant().id(),
                  row.paymentNumber(),
                  Kind.CHARGE,
                  charge.payment().amount().minor(),
                  request);
          byte[] secret = key == null ? null : attempts.sealKey(key, attempt.id());
          return new ChargeBegun(
              charge.payment(), row, attempt, secret, row.at().plus(lease), List.of());
        },
        begun -> {
          ClaimedCharge call = new ClaimedCharge(charge, Objects.requireNonNull(begun.attempt()));
          return call.result(calls.ask(call.attempt, () -> ask.apply(call)));
        });
  }

  /** Makes commit 1, and draws another number where the drawn one is in use. */
  private Result begin(
      NewCharge charge,
      PaymentState state,
      @Nullable String failReason,
      Function<Row, ChargeBegun> claim,
      Function<ChargeBegun, Result> rest) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<ChargeBegun> begun;
      try {
        begun =
            calls.claim(
                charge.merchant().id(),
                charge.payment().orderNumber(),
                () -> claim.apply(row(charge, numbers.next("imps_"), state, failReason)));
      } catch (TakenException taken) {
        if (taken.what() == TakenException.What.NUMBER) {
          continue;
        }
        return switch (taken.what()) {
          case ORDER -> new Result.OrderTaken();
          case KEY_MONTH -> new Result.SlotTaken();
          case NUMBER, AUTHENTICATION -> throw taken;
        };
      }
      // Out of the way of the next try: once the PG was asked, nothing may begin anew.
      return begun.map(rest).orElseGet(Result.PreconditionFailed::new);
    }
    throw new IllegalStateException("no free payment number");
  }

  private Row row(
      NewCharge charge, String paymentNumber, PaymentState state, @Nullable String failReason) {
    boolean goesToPg = failReason == null;
    return new Row(
        paymentNumber,
        buyers.keep(charge.payment().buyer(), charge.merchant().id(), paymentNumber),
        state,
        goesToPg,
        charge.provider(),
        goesToPg ? charge.context() : charge.context().inMonth(null),
        failReason,
        time.instant());
  }

  /** A claimed charge: calls the PG and judges the answer. */
  private final class ClaimedCharge {
    private final NewCharge charge;
    private final Attempt attempt;

    /** A key to be kept with the payment. */
    private @Nullable IssuedKey issued;

    private @Nullable PgError refusal;
    private boolean refusedBeforeCharge;

    ClaimedCharge(NewCharge charge, Attempt attempt) {
      this.charge = charge;
      this.attempt = attempt;
    }

    PersistedAttempt record() {
      return attempt.asPersisted(charge.payment().channel(), charge.payment().amount());
    }

    /** The PG takes an order number once, so the key that comes before the charge has its own. */
    PersistedAttempt keyRecord() {
      PersistedAttempt own = record();
      return new PersistedAttempt(
          own.attemptId(), own.pgOrderNumber() + "_key", own.channel(), own.amount());
    }

    /**
     * @param beforeCharge whether a "no" is about the card's data, before any charge
     */
    Judgement of(Outcome outcome, boolean beforeCharge) {
      return switch (outcome) {
        case Approved approved when approved.amount().equals(charge.payment().amount()) ->
            new Judgement.Clear(paid(approved));
        case Approved approved ->
            new Judgement.Unclear(
                "the PG charged another amount than was asked for",
                new NamedCharge(null, approved.amount(), null));
        case Outcome.Declined(PgError error) -> declined(error, beforeCharge);
        case Outcome.NotSent(String reason) -> notSent(reason);
        case Outcome.Unknown(String reason, Money charged, _) ->
            new Judgement.Unclear(reason, new NamedCharge(null, charged, null));
        case Outcome.AccountIssued _, Outcome.KeyIssued _, Outcome.UnexpectedCharge _ ->
            new Judgement.Unclear("the connector answered a charge with " + outcome);
      };
    }

    private Transition paid(Approved approved) {
      return new ChargeEnded.Paid(
          attempt,
          approved,
          charge.payment().customerKey(),
          issued,
          outbox.tasksFor(
              charge.merchant(),
              charge.payment().event(attempt.paymentNumber(), PaymentState.PAID)),
          time.instant());
    }

    Judgement declined(PgError error, boolean beforeCharge) {
      refusal = error;
      refusedBeforeCharge = beforeCharge;
      return failed("declined", error);
    }

    Judgement notSent(String reason) {
      log.warn("the charge of {} was not sent: {}", attempt.paymentNumber(), reason);
      return failed(ChargeEnded.Failed.NOT_SENT, new PgError("", NOT_SENT, Category.DECLINED));
    }

    private Judgement failed(String outcome, PgError error) {
      return new Judgement.Clear(
          new ChargeEnded.Failed(
              attempt,
              outcome,
              error.code(),
              error.text(),
              failureWebhooks(charge, attempt.paymentNumber()),
              time.instant()));
    }

    Recorded result(Optional<Ending> ended) {
      String paymentNumber = attempt.paymentNumber();
      return switch (ended.map(Ending::transition).orElse(null)) {
        case ChargeEnded.Paid _ ->
            new Recorded.Paid(paymentNumber, ended.map(Ending::payment).orElse(null));
        case ChargeEnded.Failed failed when failed.outcome().equals(ChargeEnded.Failed.NOT_SENT) ->
            new Recorded.NotSent(paymentNumber);
        case ChargeEnded.Failed failed ->
            new Recorded.Declined(
                paymentNumber,
                refusal == null ? new PgError("", failed.reason(), Category.DECLINED) : refusal,
                refusedBeforeCharge);
        case null, default -> new Recorded.Unresolved(paymentNumber);
      };
    }
  }

  private List<WebhookTaskRow> failureWebhooks(NewCharge charge, String paymentNumber) {
    return outbox.tasksForFailure(
        charge.merchant(),
        charge.context().tellsFailure(),
        () -> charge.payment().event(paymentNumber, PaymentState.FAILED));
  }
}

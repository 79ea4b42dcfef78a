package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.Attempt.Kind;
import dev.naru.hub.payment.EntrySql.Entry;
import dev.naru.hub.payment.Transition.SealedKey;
import dev.naru.hub.payment.TransitionWriter.NumberUsedException;
import dev.naru.hub.payment.TransitionWriter.OrderHeldException;
import dev.naru.hub.payment.TransitionWriter.SlotHeldException;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookEvent;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The three steps of design.md §2, without a buyer. */
final class ServerCharges implements Charges {

  private static final Logger log = LoggerFactory.getLogger(ServerCharges.class);

  /** The PG may take 30 s; then the janitor takes over. */
  private static final Duration LEASE = Duration.ofSeconds(45);

  /** Two calls: the key, and its first charge. */
  private static final Duration LEASE_WITH_KEY = Duration.ofSeconds(80);

  private static final int MAX_ID_TRIES = 5;

  private static final PgError NO_ANSWER_ABOUT_CARD =
      new PgError("", "PG사에서 카드 확인 결과를 받지 못했습니다. 결제된 금액은 없습니다.", Category.DECLINED);

  private final Attempts attempts;
  private final TransitionWriter writer;
  private final ChargeSettlement settlement;
  private final IssuedKeys keys;
  private final SealedBuyer buyers;
  private final Outbox outbox;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  ServerCharges(
      Attempts attempts,
      TransitionWriter writer,
      ChargeSettlement settlement,
      IssuedKeys keys,
      SealedBuyer buyers,
      Outbox outbox,
      InstantSource time) {
    this.attempts = attempts;
    this.writer = writer;
    this.settlement = settlement;
    this.keys = keys;
    this.buyers = buyers;
    this.outbox = outbox;
    this.time = time;
  }

  @Override
  public Result byKey(NewCharge charge, ChargeOrder order, IssuedKey key) {
    ChargesBillingKey pg = capability(charge, ChargesBillingKey.class);
    Function<Attempt, Result> rest =
        attempt -> end(charge, attempt, chargeKey(charge, attempt, pg, key, order), null);
    return begin(charge, key, "{}", LEASE, rest);
  }

  @Override
  public Result check(NewCharge charge, ChargeOrder order, IssuedKey key) {
    ChargesBillingKey pg = capability(charge, ChargesBillingKey.class);
    return begin(
        charge,
        key,
        Attempts.CHECK,
        LEASE,
        attempt ->
            switch (chargeKey(charge, attempt, pg, key, order)) {
              case Outcome.Declined(PgError error) -> failed(charge, attempt, error, true);
              case Outcome.NotSent(String reason) -> notSent(charge, attempt, reason);
              case Outcome outcome -> {
                Result settled = unknown(attempt, null);
                yield outcome instanceof Outcome.Approved && settled instanceof Result.Declined
                    ? new Result.Paid(attempt.paymentNumber())
                    : settled;
              }
            });
  }

  @Override
  public Result byCard(NewCharge charge, ChargeOrder order, CardData card) {
    KeysIn pg = capability(charge, KeysIn.class);
    return begin(
        charge,
        null,
        "{}",
        LEASE,
        attempt ->
            switch (ask(attempt, () -> pg.chargeCard(persisted(charge, attempt), card, order))) {
              case Outcome.Declined(PgError error) when isAboutTheCard(error) ->
                  failed(charge, attempt, error, true);
              case Outcome outcome -> end(charge, attempt, outcome, null);
            });
  }

  @Override
  public Result byCardForKey(NewCharge charge, ChargeOrder order, CardData card) {
    KeysIn cards = capability(charge, KeysIn.class);
    ChargesBillingKey pg = capability(charge, ChargesBillingKey.class);
    return begin(
        charge,
        null,
        "{}",
        LEASE_WITH_KEY,
        attempt ->
            switch (ask(attempt, () -> cards.issueKey(keyRecord(charge, attempt), card, order))) {
              case Outcome.KeyIssued issued -> {
                attempts.noteKey(attempt, issued.key(), issued.card());
                yield end(
                    charge,
                    attempt,
                    chargeKey(charge, attempt, pg, issued.key(), order),
                    issued.key());
              }
              case Outcome.Declined(PgError error) -> failed(charge, attempt, error, true);
              case Outcome.NotSent(String reason) -> notSent(charge, attempt, reason);
              // Issuing moves no money, so there is nothing to find out.
              case Outcome other -> {
                log.warn("no readable key for {}: {}", attempt.paymentNumber(), other);
                yield failed(charge, attempt, NO_ANSWER_ABOUT_CARD, true);
              }
            });
  }

  @Override
  public Result refuse(NewCharge charge, String reason) {
    for (int tries = 0; tries < MAX_ID_TRIES; tries++) {
      Entry entry = entry(charge, PaymentState.FAILED, reason);
      try {
        boolean entered =
            writer.execute(
                new Transition.Begun(
                    charge,
                    entry,
                    null,
                    null,
                    entry.at(),
                    tasks(
                        charge,
                        entry.paymentNumber(),
                        PaymentState.FAILED,
                        charge.tellsFailure())));
        outbox.wake();
        return entered
            ? new Result.Declined(
                entry.paymentNumber(), new PgError("", reason, Category.DECLINED), true)
            : new Result.GateShut();
      } catch (NumberUsedException used) {
        log.debug("drawing another number");
      }
    }
    throw new IllegalStateException("no free payment number in " + MAX_ID_TRIES + " tries");
  }

  /**
   * Step 1, and then the rest.
   *
   * @param request of the attempt
   */
  private Result begin(
      NewCharge charge,
      @Nullable IssuedKey key,
      String request,
      Duration lease,
      Function<Attempt, Result> rest) {
    for (int tries = 0; tries < MAX_ID_TRIES; tries++) {
      Entry entry = entry(charge, PaymentState.APPROVING, null);
      Attempt attempt =
          Attempt.first(
              charge.merchant().id(),
              entry.paymentNumber(),
              Kind.CHARGE,
              charge.payment().amount().minor(),
              request);
      byte[] secret = key == null ? null : attempts.sealKey(key, attempt.id());
      boolean begun;
      try {
        begun =
            writer.execute(
                new Transition.Begun(
                    charge, entry, attempt, secret, entry.at().plus(lease), List.of()));
      } catch (OrderHeldException held) {
        return new Result.OrderTaken();
      } catch (SlotHeldException held) {
        return new Result.SlotTaken();
      } catch (NumberUsedException used) {
        log.debug("drawing another number");
        continue;
      }
      // Out of the way of the next try: once the PG was asked, nothing may begin anew.
      return begun ? rest.apply(attempt) : new Result.GateShut();
    }
    throw new IllegalStateException("no free payment number in " + MAX_ID_TRIES + " tries");
  }

  private Entry entry(NewCharge charge, PaymentState state, @Nullable String failReason) {
    String paymentNumber =
        String.format(Locale.ROOT, "imps_%012d", random.nextLong(1_000_000_000_000L));
    boolean goesToPg = failReason == null;
    return new Entry(
        paymentNumber,
        buyers.seal(charge.payment().buyer(), paymentNumber),
        state,
        goesToPg,
        charge.provider(),
        charge.customerKeyUsage(),
        charge.tellsFailure(),
        goesToPg ? charge.keySlot() : null,
        failReason,
        time.instant());
  }

  /** Step 2; no transaction is open here. */
  private static Outcome chargeKey(
      NewCharge charge, Attempt attempt, ChargesBillingKey pg, IssuedKey key, ChargeOrder order) {
    return ask(attempt, () -> pg.chargeKey(persisted(charge, attempt), key, order));
  }

  private interface Call {
    Outcome send();
  }

  /** A bug in a connector is no reason to lose money. */
  private static Outcome ask(Attempt attempt, Call call) {
    try {
      return call.send();
    } catch (RuntimeException bug) {
      log.error("the connector failed while charging {}", attempt.paymentNumber(), bug);
      return new Outcome.Unknown("the connector failed: " + bug.getClass().getSimpleName());
    }
  }

  /**
   * Step 3.
   *
   * @param issued a key to be kept with the payment
   */
  private Result end(
      NewCharge charge, Attempt attempt, Outcome outcome, @Nullable IssuedKey issued) {
    return switch (outcome) {
      case Outcome.Approved approved when approved.amount().equals(charge.payment().amount()) ->
          paid(charge, attempt, approved, issued);
      case Outcome.Approved approved -> {
        log.error("the PG charged another amount than was asked for: {}", attempt.paymentNumber());
        yield unknown(attempt, approved.amount());
      }
      case Outcome.Declined(PgError error) -> failed(charge, attempt, error, false);
      case Outcome.NotSent(String reason) -> notSent(charge, attempt, reason);
      case Outcome.Unknown(String reason, Money charged, _) -> {
        log.warn("the charge of {} is unknown: {}", attempt.paymentNumber(), reason);
        yield unknown(attempt, charged);
      }
      case Outcome.AccountIssued _, Outcome.KeyIssued _, Outcome.UnexpectedCharge _ -> {
        log.error("the connector answered a charge with {}", outcome);
        yield unknown(attempt, null);
      }
    };
  }

  private static boolean isAboutTheCard(PgError error) {
    return error.category() == Category.BAD_CARD || error.category() == Category.EXPIRED_CARD;
  }

  private Result paid(
      NewCharge charge, Attempt attempt, Outcome.Approved approved, @Nullable IssuedKey issued) {
    String customerKey = charge.payment().customerKey();
    SealedKey kept =
        issued == null || customerKey == null
            ? null
            : new SealedKey(customerKey, keys.seal(issued, attempt.merchantId(), customerKey));
    var transition =
        new Transition.Paid(
            attempt,
            approved,
            kept,
            tasks(charge, attempt.paymentNumber(), PaymentState.PAID, true),
            time.instant());
    try {
      if (writer.execute(transition)) {
        outbox.wake();
        return new Result.Paid(attempt.paymentNumber());
      }
    } catch (DataAccessException trouble) {
      log.error("{} could not be written down", attempt.paymentNumber(), trouble);
    }
    return unwritten(attempt);
  }

  private Result failed(NewCharge charge, Attempt attempt, PgError error, boolean beforeCharge) {
    boolean written =
        writer.execute(
            new Transition.Failed(
                attempt,
                "declined",
                error.code(),
                error.text(),
                tasks(charge, attempt.paymentNumber(), PaymentState.FAILED, charge.tellsFailure()),
                time.instant()));
    outbox.wake();
    return written
        ? new Result.Declined(attempt.paymentNumber(), error, beforeCharge)
        : new Result.Unresolved(attempt.paymentNumber());
  }

  private Result notSent(NewCharge charge, Attempt attempt, String reason) {
    log.warn("the charge of {} was not sent: {}", attempt.paymentNumber(), reason);
    var error = new PgError("", NOT_SENT, Category.DECLINED);
    return failed(charge, attempt, error, false) instanceof Result.Declined
        ? new Result.NotSent(attempt.paymentNumber())
        : new Result.Unresolved(attempt.paymentNumber());
  }

  private Result unknown(Attempt attempt, @Nullable Money charged) {
    try {
      return charged == null
          ? settle(attempt)
          : attempts
              .noteCharged(attempt, charged)
              .map(this::settle)
              .orElseGet(() -> new Result.Unresolved(attempt.paymentNumber()));
    } catch (DataAccessException trouble) {
      log.error("{} is left to the janitor", attempt.paymentNumber(), trouble);
      return new Result.Unresolved(attempt.paymentNumber());
    }
  }

  /** Only once the attempt is taken over is it certain that our own write can't arrive late. */
  private Result unwritten(Attempt attempt) {
    try {
      return attempts
          .takeOver(attempt, time.instant().plus(LEASE))
          .map(this::settle)
          .orElseGet(() -> new Result.Unresolved(attempt.paymentNumber()));
    } catch (DataAccessException stillDown) {
      log.error("{} is left to the janitor", attempt.paymentNumber(), stillDown);
      return new Result.Unresolved(attempt.paymentNumber());
    }
  }

  private Result settle(Attempt attempt) {
    return switch (settlement.ask(attempt)) {
      case PAID -> new Result.Paid(attempt.paymentNumber());
      case NOT_CHARGED ->
          new Result.Declined(
              attempt.paymentNumber(),
              new PgError("", Settlement.REASON, Category.DECLINED),
              false);
      case OPEN -> {
        attempts.postpone(attempt, time.instant().plus(Backoff.after(attempt.fence())));
        yield new Result.Unresolved(attempt.paymentNumber());
      }
    };
  }

  private List<WebhookTaskRow> tasks(
      NewCharge charge, String paymentNumber, PaymentState state, boolean told) {
    if (!told) {
      return List.of();
    }
    return outbox.tasksFor(
        charge.merchant(),
        new WebhookEvent(
            paymentNumber,
            charge.payment().orderNumber(),
            state.v1Status(),
            null,
            charge.payment().noticeUrls(),
            true));
  }

  private static PersistedAttempt persisted(NewCharge charge, Attempt attempt) {
    return attempt.asPersisted(charge.payment().channel(), charge.payment().amount());
  }

  /** The PG takes an order number once, so the key that comes before the charge has its own. */
  private static PersistedAttempt keyRecord(NewCharge charge, Attempt attempt) {
    return new PersistedAttempt(
        attempt.id().toString(),
        attempt.paymentNumber() + "_key",
        charge.payment().channel().config(),
        charge.payment().amount());
  }

  private static <T> T capability(NewCharge charge, Class<T> type) {
    Channel channel = charge.payment().channel();
    if (!type.isInstance(channel.connector())) {
      throw new IllegalArgumentException(
          channel.provider() + " can't do it: " + type.getSimpleName());
    }
    return type.cast(channel.connector());
  }
}

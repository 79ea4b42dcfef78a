package dev.naru.hub.payment.call;

import dev.naru.hub.channel.PgCaller;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.database.Columns;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.log.LogFields;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.Attempts.NamedCharge;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.payment.store.Transitions;
import dev.naru.hub.webhook.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * A call to a PG, once (design.md §2): the intent is written down (commit 1), the PG is asked while
 * no transaction is open, and what came of it is written down (commit 2). Where the PG's answer
 * doesn't say what is true, or can't be written down, the attempt's {@link Resolution} is asked;
 * what that can't end is taken up again later, along {@link Backoff}. An operation says only how it
 * claims, what it asks and what an answer means. Thread-safe.
 */
public final class PgCalls {

  private static final Logger log = LoggerFactory.getLogger(PgCalls.class);

  private static final int MAX_ANSWER = 1_000;

  /** How long whoever works on an attempt has it to itself; the PG may take 30 s of it. */
  public static final Duration LEASE = Duration.ofSeconds(45);

  /**
   * What has not begun to be asked by then is not asked: a process that stood still between commit
   * 1 and the PG, which takes it milliseconds, may have lost its turn, and somebody may have told
   * the merchant that nothing was charged.
   */
  private static final Duration ASKED_WITHIN = Duration.ofSeconds(15);

  private final StoredPayments payments;
  private final Merchants merchants;
  private final Attempts attempts;
  private final Transitions writer;
  private final Map<Attempt.Kind, Resolution> resolutions;
  private final Outbox outbox;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  public PgCalls(
      StoredPayments payments,
      Merchants merchants,
      Attempts attempts,
      Transitions writer,
      Map<Attempt.Kind, Resolution> resolutions,
      Outbox outbox,
      InstantSource time) {
    this.payments = payments;
    this.merchants = merchants;
    this.attempts = attempts;
    this.writer = writer;
    this.resolutions = Map.copyOf(resolutions);
    this.outbox = outbox;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  /** What an answer of a PG comes to. */
  public sealed interface Judgement {

    /**
     * The PG has said what is true: this is to be written down.
     *
     * @param named what ends the attempt in another way where that can't be written down
     */
    record Clear(Transition end, NamedCharge named) implements Judgement {
      public Clear(Transition end) {
        this(end, NamedCharge.NONE);
      }
    }

    /**
     * Only the PG can say, when it is asked again.
     *
     * @param reason for the log, without secrets
     */
    record Unclear(String reason, NamedCharge named) implements Judgement {
      public Unclear(String reason) {
        this(reason, NamedCharge.NONE);
      }

      /** A question and what came of it. */
      public static Unclear asked(String question, Object answer) {
        return new Unclear(question + ": " + answer);
      }
    }
  }

  /** How attempts of one kind end whose outcome only the PG knows. */
  public interface Resolution {

    /**
     * One look: asks the PG, or asks it to undo. Blocks for it.
     *
     * @return what is to be written down; unclear while the PG hasn't said what is true, with what
     *     it was asked and what it said
     */
    Judgement look(OpenCall call);
  }

  /** What is about to be asked of a PG; {@link #write} must put it on record first. */
  public Attempt newAttempt(
      long merchantId, String paymentNumber, Attempt.Kind kind, long amountMinor, String request) {
    return new Attempt(merchantId, ids.next(), paymentNumber, kind, amountMinor, request, 0);
  }

  /**
   * Commit 1, and every move that no PG is asked for.
   *
   * @return false when the move isn't possible any more; nothing has changed then
   * @throws dev.naru.hub.payment.store.TakenException when another payment has what it needs
   */
  public boolean write(Transition transition) {
    boolean written = writer.execute(transition);
    if (written) {
      outbox.wakeFor(transition.webhooks());
    }
    return written;
  }

  /**
   * How an attempt ended.
   *
   * @param transition as it was written down
   * @param payment as it stands after it; null but for an approval or a charge
   */
  public record Ending(Transition transition, @Nullable Payment payment) {}

  /**
   * Asks the PG about a claimed attempt, and writes down what came of it. A bug in a connector is
   * no reason to lose money: whatever it throws is an answer that nobody can read.
   *
   * @param ask the call, and what its answer means; no transaction may be open in it
   * @return how the attempt ended, on record; empty while only the PG knows
   */
  public Optional<Ending> ask(Attempt attempt, Supplier<Judgement> ask) {
    return LogFields.ofPayment(
        attempt.merchantId(), attempt.paymentNumber(), () -> asked(attempt, ask));
  }

  private Optional<Ending> asked(Attempt attempt, Supplier<Judgement> ask) {
    CrashPoint.ATTEMPT_SAVED.reached();
    Judgement verdict;
    try {
      verdict =
          isLate(attempt)
              ? new Judgement.Unclear("the hub stood still before it asked, so nothing was sent")
              : PgCaller.ofMerchant(attempt.merchantId(), ask);
    } catch (RuntimeException bug) {
      log.error("{} of {} failed in the hub", attempt.kind(), attempt.paymentNumber(), bug);
      verdict = new Judgement.Unclear("failed in the hub: " + bug.getClass().getSimpleName());
    }
    CrashPoint.AFTER_PG_ANSWER.reached();
    try {
      return switch (verdict) {
        case Judgement.Clear(Transition end, NamedCharge named) ->
            written(attempt, end).or(() -> takeOverAndResolve(attempt, named));
        case Judgement.Unclear(String reason, NamedCharge named) -> {
          log.warn("{} of {} is open: {}", attempt.kind(), attempt.paymentNumber(), reason);
          yield noted(attempt, named).flatMap(mine -> resolveOrPostpone(mine, named, reason));
        }
      };
    } catch (DataAccessException stillDown) {
      log.error(
          "{} of {} is left to the janitor", attempt.kind(), attempt.paymentNumber(), stillDown);
      return Optional.empty();
    }
  }

  private boolean isLate(Attempt attempt) {
    return time.instant().isAfter(TimeOrderedIds.drawnAt(attempt.id()).plus(ASKED_WITHIN));
  }

  /** Keeps what an answer named before something is done about it in the same call. */
  public void note(Attempt attempt, NamedCharge named) {
    try {
      attempts.note(attempt, named);
    } catch (DataAccessException trouble) {
      log.error("what the PG named of {} could not be noted", attempt.paymentNumber(), trouble);
    }
  }

  private Optional<Ending> written(Attempt attempt, Transition end) {
    try {
      return end(attempt, end);
    } catch (DataAccessException trouble) {
      log.error("{} could not be written down", attempt.paymentNumber(), trouble);
      return Optional.empty();
    }
  }

  private Optional<Ending> end(Attempt attempt, Transition end) {
    if (attempt.kind() != Attempt.Kind.APPROVE && attempt.kind() != Attempt.Kind.CHARGE) {
      return write(end) ? Optional.of(new Ending(end, null)) : Optional.empty();
    }
    Optional<Ending> ended = writer.executeAndRead(end).map(payment -> new Ending(end, payment));
    if (ended.isPresent()) {
      outbox.wakeFor(end.webhooks());
    }
    return ended;
  }

  /** Empty when the attempt is somebody else's by now. */
  private Optional<Attempt> noted(Attempt attempt, NamedCharge named) {
    return named.equals(NamedCharge.NONE) ? Optional.of(attempt) : attempts.note(attempt, named);
  }

  /**
   * Only once the attempt is taken over is it certain that our own write can't arrive late; undoing
   * before that could undo a payment that is on record.
   */
  private Optional<Ending> takeOverAndResolve(Attempt attempt, NamedCharge named) {
    return attempts
        .takeOver(attempt, time.instant().plus(LEASE))
        .flatMap(
            mine -> resolveOrPostpone(mine, named, "the PG's answer could not be written down"));
  }

  /**
   * @param first what came of the call itself
   */
  private Optional<Ending> resolveOrPostpone(Attempt attempt, NamedCharge named, String first) {
    return switch (look(attempt, named)) {
      case Look.Ended(Ending end) -> Optional.of(end);
      case Look.Open(String answer) -> {
        postpone(attempt, first + "; " + answer, false);
        yield Optional.empty();
      }
    };
  }

  /** How one look at an open attempt ended. */
  public enum End {
    SETTLED,
    /** It will fall due again. */
    POSTPONED,
    /** The same, but the growing pauses are over: somebody must look too (G06). */
    NEEDS_A_PERSON
  }

  /** One look at an attempt that was taken over. */
  public End finish(Attempt attempt) {
    return LogFields.ofPayment(
        attempt.merchantId(), attempt.paymentNumber(), () -> finished(attempt));
  }

  private End finished(Attempt attempt) {
    return switch (look(attempt, NamedCharge.NONE)) {
      case Look.Ended _ -> End.SETTLED;
      case Look.Open(String answer) -> {
        log.info("{} of {} stays open: {}", attempt.kind(), attempt.paymentNumber(), answer);
        // Nobody was there to note what came of the call.
        postpone(attempt, answer, attempt.unresolvedSince() == null);
        yield Backoff.hasEnded(attempt.turn()) ? End.NEEDS_A_PERSON : End.POSTPONED;
      }
    };
  }

  private void postpone(Attempt attempt, String answer, boolean orphan) {
    String kept = Columns.storable(answer);
    Instant now = time.instant();
    attempts.postpone(
        attempt,
        now,
        Backoff.next(now, attempt.turn(), attempt.unresolvedSince()),
        kept.length() <= MAX_ANSWER ? kept : kept.substring(0, MAX_ANSWER),
        orphan);
  }

  private sealed interface Look {
    record Ended(Ending ending) implements Look {}

    record Open(String answer) implements Look {}
  }

  /** What breaks (a key that is gone, a PG that isn't installed any more) is tried again too. */
  private Look look(Attempt attempt, NamedCharge namedNow) {
    try {
      Resolution resolution = Objects.requireNonNull(resolutions.get(attempt.kind()));
      OpenCall call = open(attempt, namedNow);
      return switch (PgCaller.forOpenQuestions(attempt.merchantId(), () -> resolution.look(call))) {
        case Judgement.Clear(Transition end, _) ->
            end(attempt, end)
                .<Look>map(Look.Ended::new)
                .orElseGet(() -> new Look.Open("another worker has it"));
        case Judgement.Unclear(String answer, _) -> new Look.Open(answer);
      };
    } catch (RuntimeException trouble) {
      log.warn(
          "{} of {} stays open: {}", attempt.kind(), attempt.paymentNumber(), trouble.toString());
      return new Look.Open("the hub could not ask: " + trouble.getClass().getSimpleName());
    }
  }

  /** An open attempt with all that ending it needs. */
  public OpenCall open(Attempt attempt) {
    return open(attempt, NamedCharge.NONE);
  }

  private OpenCall open(Attempt attempt, NamedCharge namedNow) {
    var found =
        payments.loadWithChannel(attempt.merchantId(), attempt.paymentNumber()).orElseThrow();
    NamedCharge named =
        namedNow.equals(NamedCharge.NONE)
            ? attempts.namedBy(attempt, found.stored().payment().amount())
            : namedNow;
    return new OpenCall(
        attempt,
        found.stored(),
        merchants.byId(attempt.merchantId()).orElseThrow(),
        found.channel(),
        named,
        attempts.toldOf(attempt).orElse(null),
        time.instant());
  }
}

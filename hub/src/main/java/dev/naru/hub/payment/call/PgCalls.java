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
 * The common part of every call to a PG (design.md §2). It stores the intent (commit 1), asks the
 * PG while no transaction is open, and stores the outcome (commit 2). If the PG's answer leaves the
 * outcome unknown, or can't be stored, the attempt's {@link Resolution} is used; what that can't
 * end is tried again later, with the pauses of {@link Backoff}. An operation says only how it
 * claims, what it asks and what an answer means. Thread-safe.
 */
public final class PgCalls {

  private static final Logger log = LoggerFactory.getLogger(PgCalls.class);

  private static final int MAX_ANSWER = 1_000;

  /** How long an attempt is leased; the PG may take 30 s of that. */
  public static final Duration LEASE = Duration.ofSeconds(45);

  /**
   * How long after commit 1 the PG may still be called, which normally takes milliseconds. If the
   * process stood still in between, another worker may have taken the attempt over and told the
   * merchant that nothing was charged.
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

  /** The meaning of a PG's answer. */
  public sealed interface Judgement {

    /**
     * The outcome is known.
     *
     * @param end the transition that stores it
     * @param named what must be undone if the transition can't be stored
     */
    record Clear(Transition end, NamedCharge named) implements Judgement {
      public Clear(Transition end) {
        this(end, NamedCharge.NONE);
      }
    }

    /**
     * The outcome is unknown; the PG must be asked again.
     *
     * @param reason the reason, for the log, without secrets
     */
    record Unclear(String reason, NamedCharge named) implements Judgement {
      public Unclear(String reason) {
        this(reason, NamedCharge.NONE);
      }

      /** An unknown outcome, described by the question that was asked and its answer. */
      public static Unclear asked(String question, Object answer) {
        return new Unclear(question + ": " + answer);
      }
    }
  }

  /** Ends attempts of one kind whose outcome is unknown. */
  public interface Resolution {

    /**
     * Asks the PG for the outcome, or to undo the call. Blocks for the PG.
     *
     * @return the outcome; {@link Judgement.Unclear}, with question and answer, while it is still
     *     unknown
     */
    Judgement look(OpenCall call);
  }

  /** Makes the attempt for a call. {@link #write} must store it before the PG is called. */
  public Attempt newAttempt(
      long merchantId, String paymentNumber, Attempt.Kind kind, long amountMinor, String request) {
    return new Attempt(merchantId, ids.next(), paymentNumber, kind, amountMinor, request, 0);
  }

  /**
   * Stores a transition: commit 1 of a call, or a change without a call.
   *
   * @return false when the transition isn't possible any more; nothing has changed then
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
   * The end of an attempt.
   *
   * @param transition the transition that was stored
   * @param payment the payment afterwards; null unless the attempt was an approval or a charge
   */
  public record Ending(Transition transition, @Nullable Payment payment) {}

  /**
   * Calls the PG for a claimed attempt and stores the outcome. An exception of the connector counts
   * as an unreadable answer.
   *
   * @param ask makes the call and judges its answer; it must open no transaction
   * @return the stored end of the attempt; empty while the outcome is unknown
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

  /** Stores the charge that an answer named, before the same call does something about it. */
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

  /** Stores the named charge with the attempt; empty when another worker has the attempt by now. */
  private Optional<Attempt> noted(Attempt attempt, NamedCharge named) {
    return named.equals(NamedCharge.NONE) ? Optional.of(attempt) : attempts.note(attempt, named);
  }

  /**
   * Takes the attempt over and resolves it. Only after the takeover is it certain that this
   * worker's own write can't arrive late; undoing earlier could undo a stored payment.
   */
  private Optional<Ending> takeOverAndResolve(Attempt attempt, NamedCharge named) {
    return attempts
        .takeOver(attempt, time.instant().plus(LEASE))
        .flatMap(
            mine -> resolveOrPostpone(mine, named, "the PG's answer could not be written down"));
  }

  /**
   * @param first the result of the call itself
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

  /** The result of one try to end an open attempt. */
  public enum End {
    SETTLED,
    /** The attempt will fall due again. */
    POSTPONED,
    /**
     * The attempt will fall due again, but the growing pauses are over, so a person must look too
     * (G06).
     */
    NEEDS_A_PERSON
  }

  /** Tries once to end an attempt that was taken over. */
  public End finish(Attempt attempt) {
    return LogFields.ofPayment(
        attempt.merchantId(), attempt.paymentNumber(), () -> finished(attempt));
  }

  private End finished(Attempt attempt) {
    return switch (look(attempt, NamedCharge.NONE)) {
      case Look.Ended _ -> End.SETTLED;
      case Look.Open(String answer) -> {
        log.info("{} of {} stays open: {}", attempt.kind(), attempt.paymentNumber(), answer);
        // No worker was left to note the result of the call.
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

  /**
   * Asks the attempt's resolution. If it fails, for example because a key or the PG's connector is
   * missing, it is tried again too.
   */
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

  /** Reads everything that is needed to end an open attempt. */
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

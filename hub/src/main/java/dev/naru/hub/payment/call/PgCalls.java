package dev.naru.hub.payment.call;

import dev.naru.hub.channel.PgCaller;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.log.LogFields;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.Attempts.NamedCharge;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.payment.store.Transitions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The common part of every call to a PG (design.md §2). It stores the intent (commit 1), asks the
 * PG while no transaction is open, and stores the outcome (commit 2). If the PG's answer leaves the
 * outcome unknown, or can't be stored, {@link OpenCalls} finds it out or has it found out later. An
 * operation says only how it claims, what it asks and what an answer means. Thread-safe.
 */
public final class PgCalls {

  private static final Logger log = LoggerFactory.getLogger(PgCalls.class);

  /** How long an attempt is leased; the PG may take 30 s of that. */
  public static final Duration LEASE = Duration.ofSeconds(45);

  /**
   * How long after commit 1 the PG may still be called, which normally takes milliseconds. If the
   * process stood still in between, another worker may have taken the attempt over and told the
   * merchant that nothing was charged.
   */
  private static final Duration ASKED_WITHIN = Duration.ofSeconds(15);

  private final Attempts attempts;
  private final Transitions writer;
  private final OpenCalls open;
  private final AskAgain askAgain;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  public PgCalls(
      Attempts attempts,
      Transitions writer,
      OpenCalls open,
      AskAgain askAgain,
      InstantSource time) {
    this.attempts = attempts;
    this.writer = writer;
    this.open = open;
    this.askAgain = askAgain;
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

  /** Makes the attempt for a call. {@link #write} must store it before the PG is called. */
  public Attempt newAttempt(
      long merchantId, String paymentNumber, Attempt.Kind kind, long amountMinor, String request) {
    return new Attempt(merchantId, ids.next(), paymentNumber, kind, amountMinor, request, 0);
  }

  /**
   * Stores a transition: commit 1 of a call, or a change without a call.
   *
   * @return false when the transition isn't possible any more; nothing has changed then
   * @throws TakenException when another payment has what it needs
   */
  public boolean write(Transition transition) {
    return writer.execute(transition);
  }

  /**
   * Stores the intent (commit 1) of a payment that must hold its order. If a payment with an
   * unknown outcome holds the order, the PG is asked about it; if that frees the order, the claim
   * is made again.
   *
   * @param claim makes the transition; it is called at most twice
   * @return the stored transition; empty if it isn't possible any more
   * @throws TakenException when another payment holds what this one needs
   */
  public <T extends Transition> Optional<T> claim(
      long merchantId, String orderNumber, Supplier<T> claim) {
    try {
      return written(claim.get());
    } catch (TakenException taken) {
      if (taken.what() != TakenException.What.ORDER
          || askAgain.askAboutOrder(merchantId, orderNumber) != AskAgain.Answer.SETTLED) {
        throw taken;
      }
      return written(claim.get());
    }
  }

  private <T extends Transition> Optional<T> written(T claim) {
    return write(claim) ? Optional.of(claim) : Optional.empty();
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
          yield noted(attempt, named).flatMap(mine -> open.resolve(mine, named, reason));
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
      return open.end(attempt, end);
    } catch (DataAccessException trouble) {
      log.error("{} could not be written down", attempt.paymentNumber(), trouble);
      return Optional.empty();
    }
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
        .flatMap(mine -> open.resolve(mine, named, "the PG's answer could not be written down"));
  }
}

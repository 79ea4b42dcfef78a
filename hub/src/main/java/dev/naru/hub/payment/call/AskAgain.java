package dev.naru.hub.payment.call;

import dev.naru.hub.payment.AskSoon;
import dev.naru.hub.payment.ToldCharges;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.work.Background;
import dev.naru.hub.work.WakeUp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a PG about something unresolved before its time has come, because somebody wants to know
 * now. The caller waits only for a short time; the question goes on in the background, and the PG's
 * answer is stored in any case. Thread-safe.
 */
public final class AskAgain implements AskSoon, ToldCharges {

  private static final Logger log = LoggerFactory.getLogger(AskAgain.class);

  /** How long a caller over HTTP waits. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long an attempt is leased: a net cancel, an inquiry and a cancel may take 30 s each. */
  public static final Duration LEASE = Duration.ofMinutes(2);

  /** However often somebody looks at a payment, the PG is asked at most once in this time. */
  private static final Duration PAUSE_OF_LOOKS = Duration.ofSeconds(1);

  /** How many questions of this kind may be under way at once in the process. */
  private static final int MOST = 32;

  private final UnresolvedAttempts unresolved;
  private final Attempts attempts;
  private final OpenCalls calls;
  private final WakeUp janitor;
  private final Background background;
  private final InstantSource time;
  private final Semaphore places = new Semaphore(MOST);

  public AskAgain(
      UnresolvedAttempts unresolved,
      Attempts attempts,
      OpenCalls calls,
      WakeUp janitor,
      Background background,
      InstantSource time) {
    this.unresolved = unresolved;
    this.attempts = attempts;
    this.calls = calls;
    this.janitor = janitor;
    this.background = background;
    this.time = time;
  }

  /** The result of asking. */
  public enum Answer {
    NOTHING_UNRESOLVED,
    SETTLED,
    STILL_UNRESOLVED
  }

  /**
   * Has the PG asked about a payment's unresolved call, and waits at most for {@link #PATIENCE}.
   */
  public Answer ask(long merchantId, String paymentNumber) {
    if (places.tryAcquire()) {
      Optional<Attempt> taken = Optional.empty();
      try {
        taken = takeOver(merchantId, paymentNumber);
      } finally {
        if (taken.isEmpty()) {
          places.release();
        }
      }
      if (taken.isPresent()) {
        return isSettledInTime(taken.get()) ? Answer.SETTLED : Answer.STILL_UNRESOLVED;
      }
    }
    return unresolved.any(merchantId, paymentNumber)
        ? Answer.STILL_UNRESOLVED
        : Answer.NOTHING_UNRESOLVED;
  }

  /**
   * Asks like {@link #ask} about the order's payment whose charge is unresolved, if there is one.
   */
  public Answer askAboutOrder(long merchantId, String orderNumber) {
    return unresolved
        .paymentOf(merchantId, orderNumber)
        .map(paymentNumber -> ask(merchantId, paymentNumber))
        .orElse(Answer.NOTHING_UNRESOLVED);
  }

  /** Takes over a payment's unresolved call, unless the PG is being asked about it. */
  public Optional<Attempt> takeOver(long merchantId, String paymentNumber) {
    return unresolved.takeOver(merchantId, paymentNumber, time.instant().plus(LEASE));
  }

  /**
   * Whether the question was settled within {@link #PATIENCE}. Its place is freed when it has
   * ended, which may be later.
   */
  private boolean isSettledInTime(Attempt attempt) {
    return background.await("ask-again", PATIENCE, () -> isSettled(attempt)).orElse(false);
  }

  private boolean isSettled(Attempt attempt) {
    try {
      return calls.finish(attempt) == OpenCalls.End.SETTLED;
    } catch (RuntimeException trouble) {
      log.warn("{} waits for its lease's end: {}", attempt.paymentNumber(), trouble.toString());
      return false;
    } finally {
      places.release();
    }
  }

  @Override
  public void about(long merchantId, String paymentNumber) {
    Instant now = time.instant();
    if (unresolved.makeDue(merchantId, paymentNumber, now.minus(PAUSE_OF_LOOKS), now)) {
      janitor.signal();
    }
  }

  @Override
  public void told(long merchantId, String paymentNumber, Told told) {
    Optional<Attempt> open = unresolved.open(merchantId, paymentNumber);
    boolean isOlder =
        open.flatMap(attempts::toldOf)
            .filter(known -> known.cancelledMinor() > told.cancelledMinor())
            .isPresent();
    if (open.isPresent() && !isOlder) {
      unresolved.tell(open.get(), attempts.note(told), time.instant());
      janitor.signal();
    }
  }
}

package dev.naru.hub.payment.call;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgCaller;
import dev.naru.hub.database.Columns;
import dev.naru.hub.log.LogFields;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.ToldCharges.Told;
import dev.naru.hub.payment.call.PgCalls.Ending;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.Attempts.NamedCharge;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.payment.store.Transitions;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding.Found;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import dev.naru.pg.spi.PersistedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the calls to PGs whose outcome is unknown: reads what is needed for that, lets the attempt's
 * {@link Resolution} ask the PG, and stores the outcome. What can't be ended yet is tried again
 * later, with the pauses of {@link Backoff}. Thread-safe.
 */
public final class OpenCalls {

  private static final Logger log = LoggerFactory.getLogger(OpenCalls.class);

  private static final int MAX_ANSWER = 1_000;

  private final StoredPayments payments;
  private final Merchants merchants;
  private final Attempts attempts;
  private final Transitions writer;
  private final Map<Attempt.Kind, Resolution> resolutions;
  private final InstantSource time;

  public OpenCalls(
      StoredPayments payments,
      Merchants merchants,
      Attempts attempts,
      Transitions writer,
      Map<Attempt.Kind, Resolution> resolutions,
      InstantSource time) {
    this.payments = payments;
    this.merchants = merchants;
    this.attempts = attempts;
    this.writer = writer;
    this.resolutions = Map.copyOf(resolutions);
    this.time = time;
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

  /**
   * An open attempt with everything that is needed to end it.
   *
   * @param unasked what a list or a notice of the PG says about the charge; null for nothing
   * @param now when this look began
   */
  public record OpenCall(
      Attempt attempt,
      StoredPayment stored,
      Merchant merchant,
      Channel channel,
      NamedCharge named,
      @Nullable Told unasked,
      Instant now) {

    /**
     * How long after the first question the hub believes a PG that has no record of the charge.
     * Before that the request may still be on its way, since its answer is awaited for 30 s. A
     * charge that the PG made after the hub had given it up would be only in the PG's book.
     */
    public static final Duration BELIEVES_ABSENCE = Duration.ofSeconds(47);

    public Payment payment() {
      return stored.payment();
    }

    /** The PG's inquiry, if it has one for the payment's method. */
    public Optional<Inquires> inquiry() {
      return channel.able(Inquires.class, payment().method(), Operation.INQUIRY);
    }

    /**
     * What a list or a notice of the PG says about the charge; empty if the PG can be asked, since
     * its answer is newer.
     */
    public Optional<Found> told() {
      Told told = unasked;
      return told == null || inquiry().isPresent()
          ? Optional.empty()
          : Optional.of(
              new Found(
                  told.pgTid(),
                  new Money(told.chargedMinor(), payment().amount().currency()),
                  false,
                  told.cancelledMinor(),
                  told.cancelTid(),
                  null,
                  null));
    }

    /** The PG's net cancel, if it has one for the payment's method. */
    public Optional<NetCancels> netCancel() {
      return channel.able(NetCancels.class, payment().method(), Operation.NET_CANCEL);
    }

    /** The record under which the PG is asked: it has the order number that the PG charged. */
    public PersistedAttempt asPersisted() {
      AnothersCharge anothers = named.anothers();
      PersistedAttempt own = attempt.asPersisted(channel, payment().amount());
      if (anothers != null) {
        return new PersistedAttempt(
            own.attemptId(), anothers.pgOrderNumber(), own.channel(), anothers.amount());
      }
      String otherHubs = stored.pgOrderNumber();
      return otherHubs == null
          ? own
          : new PersistedAttempt(own.attemptId(), otherHubs, own.channel(), own.amount());
    }

    /** Whether the PG may be believed by now if it says that it has no record of the charge. */
    public boolean believesAbsence() {
      Instant since = attempt.unresolvedSince();
      return since != null && !now.isBefore(since.plus(BELIEVES_ABSENCE));
    }
  }

  /**
   * Stores the end of an attempt.
   *
   * @return empty when another worker has the attempt by now; nothing has changed then
   */
  Optional<Ending> end(Attempt attempt, Transition end) {
    return attempt.kind() == Attempt.Kind.APPROVE || attempt.kind() == Attempt.Kind.CHARGE
        ? writer.executeAndRead(end).map(payment -> new Ending(end, payment))
        : writer.execute(end) ? Optional.of(new Ending(end, null)) : Optional.empty();
  }

  /**
   * Tries once to end an attempt of this worker, right after its call. What can't be ended is
   * postponed.
   *
   * @param named the charge that the PG's answer named
   * @param first the result of the call itself
   */
  Optional<Ending> resolve(Attempt attempt, NamedCharge named, String first) {
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

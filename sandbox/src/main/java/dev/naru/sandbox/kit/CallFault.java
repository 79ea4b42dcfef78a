package dev.naru.sandbox.kit;

import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.Scenarios;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.Scenarios.Scenario;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fault that applies to a call: a tester's scenario, or else the fault of a magic card.
 *
 * @param scenario the fault; empty when none applies
 */
public record CallFault(Optional<Scenario> scenario) {

  /**
   * Takes the fault of an approval, or of a charge or key without a window.
   *
   * @param card the magic card that pays; empty for an ordinary card
   * @param further the faults that are possible beside a decline and a lost, late or cut answer
   */
  public static CallFault ofApproval(
      Scenarios scenarios, PgCall call, Optional<MagicCard> card, Fault... further) {
    Fault[] possible =
        with(
            further,
            Fault.DECLINE,
            Fault.TIMEOUT_BEFORE_APPROVAL,
            Fault.TIMEOUT_AFTER_APPROVAL,
            Fault.GARBAGE_ANSWER,
            Fault.SLOW);
    return new CallFault(scenarios.take(call, possible).or(() -> card.flatMap(MagicCard::timeout)));
  }

  /**
   * Takes the fault of a cancel.
   *
   * @param further the faults that are possible beside a refusal and a lost or late answer
   */
  public static CallFault ofCancel(Scenarios scenarios, PgCall call, Fault... further) {
    Fault[] possible = with(further, Fault.CANCEL_REFUSED, Fault.TIMEOUT_AFTER_CANCEL, Fault.SLOW);
    return new CallFault(scenarios.take(call, possible));
  }

  /** Whether the fault that applies is this one. */
  public boolean is(Fault fault) {
    return scenario.filter(s -> s.fault() == fault).isPresent();
  }

  /** The won to charge: the ordered amount, or what {@code wrong_amount} charges instead. */
  public long amount(long ordered) {
    return is(Fault.WRONG_AMOUNT) ? scenario.orElseThrow().amount() : ordered;
  }

  /** How the answer is delivered. */
  public ReplyDelivery delivery() {
    return scenario.map(ReplyDelivery::of).orElse(ReplyDelivery.NORMAL);
  }

  private static Fault[] with(Fault[] further, Fault... usual) {
    return Stream.concat(Stream.of(usual), Stream.of(further)).toArray(Fault[]::new);
  }
}

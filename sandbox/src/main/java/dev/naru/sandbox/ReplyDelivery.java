package dev.naru.sandbox;

import dev.naru.sandbox.Scenarios.Scenario;

/**
 * Says how the PG's answer reaches the merchant's server. It covers faults of the network and not
 * the PG's decision.
 *
 * @param kind whether the answer arrives
 * @param delayMs how long the answer, or the end of the connection, is held back
 */
public record ReplyDelivery(Kind kind, long delayMs) {

  /** Whether the answer arrives. */
  public enum Kind {
    WHOLE,
    /** The second half of the answer is missing. */
    GARBLED,
    /** The connection breaks without an answer. */
    LOST
  }

  public static final ReplyDelivery NORMAL = new ReplyDelivery(Kind.WHOLE, 0);
  public static final ReplyDelivery LOST = new ReplyDelivery(Kind.LOST, 0);

  /** The part of a scenario that concerns the answer's delivery; normal for all other faults. */
  public static ReplyDelivery of(Scenario scenario) {
    return switch (scenario.fault()) {
      case TIMEOUT_BEFORE_APPROVAL, TIMEOUT_AFTER_APPROVAL, TIMEOUT_AFTER_CANCEL, INQUIRY_TIMEOUT ->
          new ReplyDelivery(Kind.LOST, scenario.delayMs());
      case GARBAGE_ANSWER -> new ReplyDelivery(Kind.GARBLED, scenario.delayMs());
      case SLOW -> new ReplyDelivery(Kind.WHOLE, scenario.delayMs());
      default -> NORMAL;
    };
  }

  /** The reply that delivers this answer. */
  public Reply deliver(Reply.Body body) {
    return switch (kind) {
      case LOST -> new Reply.Lost(delayMs);
      case GARBLED -> held(body.firstHalf());
      case WHOLE -> held(body);
    };
  }

  private Reply held(Reply.Body body) {
    return delayMs > 0 ? new Reply.Late(body, delayMs) : body;
  }
}

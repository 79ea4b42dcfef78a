package dev.naru.sandbox;

import dev.naru.sandbox.Scenarios.Scenario;

/**
 * How an answer travels back.
 *
 * @param kind whole, cut off, or not at all
 * @param delayMs how long it is held back first
 */
public record Delivery(Kind kind, long delayMs) {

  public enum Kind {
    WHOLE,
    GARBLED,
    LOST
  }

  public static final Delivery NORMAL = new Delivery(Kind.WHOLE, 0);
  public static final Delivery LOST = new Delivery(Kind.LOST, 0);

  /**
   * What a scenario asks of the answer's way; what it asks of the PG's decision is not looked at.
   */
  public static Delivery of(Scenario scenario) {
    return switch (scenario.fault()) {
      case TIMEOUT_BEFORE_APPROVAL, TIMEOUT_AFTER_APPROVAL, TIMEOUT_AFTER_CANCEL, INQUIRY_TIMEOUT ->
          new Delivery(Kind.LOST, scenario.delayMs());
      case GARBAGE_ANSWER -> new Delivery(Kind.GARBLED, scenario.delayMs());
      case SLOW -> new Delivery(Kind.WHOLE, scenario.delayMs());
      default -> NORMAL;
    };
  }

  public Reply carry(Reply.Body body) {
    return switch (kind) {
      case LOST -> new Reply.Lost(delayMs);
      case GARBLED -> held(body.truncated());
      case WHOLE -> held(body);
    };
  }

  private Reply held(Reply.Body body) {
    return delayMs > 0 ? new Reply.Late(body, delayMs) : body;
  }
}

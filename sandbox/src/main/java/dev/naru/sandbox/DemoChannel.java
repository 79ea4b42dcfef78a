package dev.naru.sandbox;

import java.util.Map;

/**
 * A merchant id that an emulated PG knows, with the test keys that the PG publishes for everybody.
 * The keys are no secrets, because they work with test systems only.
 *
 * @param mid the merchant id
 * @param settings the values of the connector's settings, by key
 * @param use how the playground uses the merchant id
 */
public record DemoChannel(String mid, Map<String, String> settings, Use use) {

  /** How the playground uses a merchant id. */
  public enum Use {
    /** The demo merchant has it, for payments. */
    PAYMENTS,
    /**
     * The demo merchant has it, for payments, and it is the default channel. Only one PG can have
     * such a channel.
     */
    DEFAULT,
    /** The demo merchant has it, for billing keys. */
    BILLING,
    /** Only a merchant that a control call makes can have it. */
    ON_REQUEST
  }

  public DemoChannel {
    settings = Map.copyOf(settings);
  }

  @Override
  public String toString() {
    return "DemoChannel[" + mid + ", " + use + "]";
  }
}

package dev.naru.sandbox;

import java.util.Map;

/**
 * A merchant id that an emulated PG knows, with the test keys that the PG publishes for everybody.
 * They are no secrets: they open nothing but test worlds.
 *
 * @param mid the merchant id
 * @param settings the values of the connector's settings, by key
 * @param use what the playground does with it
 */
public record DemoChannel(String mid, Map<String, String> settings, Use use) {

  /** What the playground does with a merchant id. */
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

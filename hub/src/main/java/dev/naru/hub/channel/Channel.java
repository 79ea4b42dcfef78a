package dev.naru.hub.channel;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PgConnector;

/**
 * A contract with a PG that a merchant pays through.
 *
 * @param channelKey V1's {@code channel-key-...}
 * @param connector the PG's
 * @param config MID, mode and unsealed settings; only for calls to the connector
 */
public record Channel(
    long merchantId,
    long id,
    String channelKey,
    PgConnector connector,
    ChannelConfig config,
    boolean isDefault,
    boolean forBilling) {

  public String provider() {
    return connector.provider();
  }

  /** The PG in a Korean sentence: {@code 모빌리언스}, without its group's {@code KG}. */
  public String brand() {
    return connector.displayName("ko").replaceFirst("\\s*\\(.*", "").replaceFirst("^KG\\s*", "");
  }

  /** Whether the PG can do that. */
  public boolean can(Class<?> capability) {
    return capability.isInstance(connector);
  }

  /**
   * The PG as something that can do that.
   *
   * @throws IllegalStateException when it can't
   */
  public <T> T pg(Class<T> capability) {
    if (!can(capability)) {
      throw new IllegalStateException(provider() + " can't do it: " + capability.getSimpleName());
    }
    return capability.cast(connector);
  }

  /** V1's {@code sandbox}: no real money moves here. */
  public boolean isTest() {
    return config.mode() != ChannelConfig.Mode.LIVE;
  }
}

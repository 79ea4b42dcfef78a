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

  /** V1's {@code sandbox}: no real money moves here. */
  public boolean isTest() {
    return config.mode() != ChannelConfig.Mode.LIVE;
  }
}

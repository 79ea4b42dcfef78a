package dev.naru.hub.channel;

import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import java.util.Optional;

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

  /**
   * The PG's side of an operation.
   *
   * @return empty when the connector has no such operation, or its table does not have it for the
   *     method
   */
  public <T> Optional<T> able(Class<T> face, PayMethod method, Operation operation) {
    return face.isInstance(connector) && connector.capabilities().can(method, operation)
        ? Optional.of(face.cast(connector))
        : Optional.empty();
  }

  /** V1's {@code sandbox}: no real money moves here. */
  public boolean isTest() {
    return config.mode() != ChannelConfig.Mode.LIVE;
  }
}

package dev.naru.hub.channel;

import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import java.util.Optional;

/**
 * A merchant's contract with a PG, through which its payments go.
 *
 * @param channelKey the key by which shops name the channel: {@code channel-key-...}
 * @param connector the connector of the channel's PG
 * @param config MID, mode and settings, with the secrets in plain text; only for calls to the
 *     connector
 * @param isDefault whether a request that names no channel gets this one
 * @param forBilling whether the contract is for billing keys
 */
public record Channel(
    long merchantId,
    long id,
    String channelKey,
    PgConnector connector,
    ChannelConfig config,
    boolean isDefault,
    boolean forBilling) {

  /** The PG's V1 code; {@code pg_provider} on V1's wire. */
  public String provider() {
    return connector.provider();
  }

  /** The PG's name in a Korean sentence, without its group's {@code KG}: {@code 모빌리언스}. */
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

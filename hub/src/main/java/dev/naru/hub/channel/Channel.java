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

  /** The PG's name for Korean messages, without {@code KG} in front, such as {@code 모빌리언스}. */
  public String brand() {
    return connector.displayName("ko").replaceFirst("\\s*\\(.*", "").replaceFirst("^KG\\s*", "");
  }

  /**
   * The connector, typed as the capability interface of an operation.
   *
   * @return empty when the connector doesn't implement the interface, or its capability table lacks
   *     the operation for the method
   */
  public <T> Optional<T> able(Class<T> face, PayMethod method, Operation operation) {
    return able(face).filter(_ -> connector.capabilities().can(method, operation));
  }

  /**
   * The connector, typed as the capability interface of an operation that it supports for at least
   * one pay method.
   *
   * @return empty when the connector doesn't implement the interface, or its capability table lacks
   *     the operation
   */
  public <T> Optional<T> able(Class<T> face, Operation operation) {
    return able(face).filter(_ -> connector.capabilities().can(operation));
  }

  /** The connector, typed as a capability interface; empty when it doesn't implement it. */
  public <T> Optional<T> able(Class<T> face) {
    return face.isInstance(connector) ? Optional.of(face.cast(connector)) : Optional.empty();
  }

  /**
   * The connector, typed as a capability interface.
   *
   * @throws IllegalStateException when the connector doesn't implement it
   */
  public <T> T pg(Class<T> face) {
    return able(face)
        .orElseThrow(
            () -> new IllegalStateException(provider() + " can't do it: " + face.getSimpleName()));
  }

  /** Whether no real money moves on this channel; {@code sandbox} on V1's wire. */
  public boolean isTest() {
    return config.mode() != ChannelConfig.Mode.LIVE;
  }
}

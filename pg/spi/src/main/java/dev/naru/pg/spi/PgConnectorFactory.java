package dev.naru.pg.spi;

import java.time.InstantSource;

/** Makes one PG's connector; found by {@link java.util.ServiceLoader}, so it has no arguments. */
public interface PgConnectorFactory {

  /**
   * @param transport the only way to the network
   * @param time the only clock
   */
  PgConnector create(PgTransport transport, InstantSource time);
}

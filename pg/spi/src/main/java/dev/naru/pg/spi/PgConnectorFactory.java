package dev.naru.pg.spi;

import java.time.InstantSource;

/**
 * Makes the connector of one PG. An implementation needs a public constructor without arguments,
 * because {@link java.util.ServiceLoader} creates it.
 */
public interface PgConnectorFactory {

  /**
   * Makes the connector.
   *
   * @param transport the only way to call the PG
   * @param time the only clock
   */
  PgConnector create(PgTransport transport, InstantSource time);
}

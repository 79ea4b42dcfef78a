package dev.naru.pg.spi;

import java.time.InstantSource;

/**
 * Makes the connector of one PG. {@link java.util.ServiceLoader} finds it, so that it has a public
 * constructor without arguments.
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

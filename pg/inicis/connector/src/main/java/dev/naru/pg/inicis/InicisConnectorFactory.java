package dev.naru.pg.inicis;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/** Makes the KG INICIS connector; found by {@link java.util.ServiceLoader}. */
public final class InicisConnectorFactory implements PgConnectorFactory {
  @Override
  public PgConnector create(PgTransport transport, InstantSource time) {
    return new InicisConnector(transport, time);
  }
}

package dev.naru.pg.inicis;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/** Creates the KG INICIS connector; {@link java.util.ServiceLoader} finds this class. */
public final class InicisConnectorFactory implements PgConnectorFactory {
  @Override
  public PgConnector create(PgTransport transport, InstantSource time) {
    return new InicisConnector(transport, time);
  }
}

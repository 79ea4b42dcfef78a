package dev.naru.pg.inicis.identity;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/** Creates the connector; {@link java.util.ServiceLoader} finds this class. */
public final class UnifiedConnectorFactory implements PgConnectorFactory {
  @Override
  public PgConnector create(PgTransport transport, InstantSource time) {
    return new UnifiedConnector(transport, time);
  }
}

package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/**
 * Creates the connector for KG Mobilians' old module; {@link java.util.ServiceLoader} finds this
 * class.
 */
public final class MobiliansConnectorFactory implements PgConnectorFactory {
  @Override
  public PgConnector create(PgTransport transport, InstantSource time) {
    return new MobiliansConnector(Generation.OLD, transport, time);
  }
}

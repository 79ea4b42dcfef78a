package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/**
 * Creates the connector for KG Mobilians' new module; {@link java.util.ServiceLoader} finds this
 * class.
 */
public final class MobiliansV2ConnectorFactory implements PgConnectorFactory {
  @Override
  public PgConnector create(PgTransport transport, InstantSource time) {
    return new MobiliansConnector(Generation.V2, transport, time);
  }
}

package dev.naru.pg.template;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/** Makes the connector. {@link java.util.ServiceLoader} finds this class. */
public final class TemplateConnectorFactory implements PgConnectorFactory {
  @Override
  public PgConnector create(PgTransport transport, InstantSource time) {
    return new TemplateConnector(transport);
  }
}

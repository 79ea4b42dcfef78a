package dev.naru.pg.template;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;

/** Makes the connector; found by {@link java.util.ServiceLoader}. */
public final class TemplateConnectorFactory implements PgConnectorFactory {
  @Override
  public PgConnector create(PgTransport transport, InstantSource time) {
    return new TemplateConnector(transport);
  }
}

package dev.naru.hub.channel;

import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the HTTP transport to the PGs and the connectors that use it. */
@Configuration(proxyBeanMethods = false)
class ChannelHttpConfiguration {

  @Bean
  HttpPgTransport pgTransport() {
    return new HttpPgTransport();
  }

  @Bean
  Connectors connectors(PgTransport transport, InstantSource time) {
    return Connectors.load(transport, time);
  }
}

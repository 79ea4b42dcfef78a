package dev.naru.hub.channel;

import dev.naru.hub.log.Traces;
import dev.naru.pg.spi.PgTransport;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the HTTP transport to the PGs and the connectors that use it. */
@Configuration(proxyBeanMethods = false)
class ChannelHttpConfiguration {

  @Bean
  HttpPgTransport pgTransport(MeterRegistry meters, Traces traces) {
    return new HttpPgTransport(meters, traces);
  }

  @Bean
  Connectors connectors(PgTransport transport, InstantSource time) {
    return Connectors.load(transport, time);
  }
}

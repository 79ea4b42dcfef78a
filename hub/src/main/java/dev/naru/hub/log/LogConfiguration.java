package dev.naru.hub.log;

import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Provides the trace filter, which runs before every other filter. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

  /**
   * @param endpoint a collector's address; empty for none, and then no class of OpenTelemetry is
   *     loaded
   */
  @Bean
  Traces traces(@Value("${naru.tracing.endpoint:}") String endpoint) {
    return endpoint.isBlank() ? Traces.NONE : OpenTelemetryTraces.to(endpoint.strip());
  }

  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter(Traces traces) {
    var first = new FilterRegistrationBean<>(new TraceFilter(traces, new SecureRandom()));
    first.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return first;
  }
}

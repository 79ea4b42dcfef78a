package dev.naru.hub.log;

import java.security.SecureRandom;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the trace before everything else that looks at a request. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter() {
    var first = new FilterRegistrationBean<>(new TraceFilter(new SecureRandom()));
    first.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return first;
  }
}

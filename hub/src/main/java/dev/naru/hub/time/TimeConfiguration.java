package dev.naru.hub.time;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hub's clock; whoever starts the hub may bring another one (the playground does). */
@Configuration(proxyBeanMethods = false)
public class TimeConfiguration {

  @Bean
  @ConditionalOnMissingBean
  InstantSource time() {
    return InstantSource.system();
  }
}

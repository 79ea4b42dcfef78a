package dev.naru.hub.time;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Provides the hub's clock. A program that embeds the hub may define another one, as the playground
 * does.
 */
@Configuration(proxyBeanMethods = false)
public class TimeConfiguration {

  @Bean
  @ConditionalOnMissingBean
  InstantSource time() {
    return InstantSource.system();
  }
}

package dev.naru.hub.payment;

import dev.naru.hub.payment.store.JdbcTimeline;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides what the operator's commands read of payments. */
@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {

  @Bean
  Timeline timeline(JdbcClient db) {
    return new JdbcTimeline(db);
  }
}

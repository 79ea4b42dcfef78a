package dev.naru.hub.brake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the brakes. */
@Configuration(proxyBeanMethods = false)
class BrakeConfiguration {

  @Bean
  SharedBrake sharedBrake(JdbcClient db, MeterRegistry meters, InstantSource time) {
    return new SharedBrake(db, meters, time);
  }
}

package dev.naru.hub.escrow;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.Payments;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the escrow module. */
@Configuration(proxyBeanMethods = false)
class EscrowConfiguration {

  @Bean
  Deliveries deliveries(JdbcClient db, Payments payments, Channels channels, InstantSource time) {
    return new DeliveryService(db, payments, channels, time);
  }
}

package dev.naru.hub.idempotency;

import dev.naru.hub.vault.Vault;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the idempotency keys. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

  @Bean
  IdempotentRequests idempotentRequests(JdbcClient db, Vault vault, InstantSource time) {
    return new JdbcIdempotentRequests(db, vault, time);
  }
}

package dev.naru.hub.identity;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.vault.Vault;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Provides the identity module. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

  @Bean
  Certifications certifications(
      JdbcClient db,
      Vault vault,
      JsonMapper json,
      Channels channels,
      PaymentNumbers numbers,
      InstantSource time) {
    return new CertificationService(
        new CertificationRows(db, vault, json), channels, numbers, time);
  }
}

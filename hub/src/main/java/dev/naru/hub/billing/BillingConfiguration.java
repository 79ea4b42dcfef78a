package dev.naru.hub.billing;

import dev.naru.hub.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class BillingConfiguration {

  @Bean
  KeyStore keyStore(JdbcClient db, Vault vault, JsonMapper json) {
    return new KeyStore(db, vault, json);
  }
}

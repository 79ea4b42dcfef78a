package dev.naru.hub.merchant;

import dev.naru.hub.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the merchants and their access tokens. */
@Configuration(proxyBeanMethods = false)
class MerchantConfiguration {

  @Bean
  JdbcMerchants merchants(JdbcClient jdbc, InstantSource time) {
    return new JdbcMerchants(jdbc, time, new SecureRandom());
  }

  @Bean
  Tiers tiers(JdbcClient jdbc, JdbcMerchants merchants, InstantSource time) {
    return new JdbcTiers(jdbc, merchants, time);
  }

  @Bean
  Tokens tokens(
      JdbcClient jdbc, Vault vault, InstantSource time, @Value("${naru.cell:00}") String cell) {
    return new JdbcTokens(jdbc, vault, time, new SecureRandom(), cell);
  }
}

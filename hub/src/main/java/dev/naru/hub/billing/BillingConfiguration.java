package dev.naru.hub.billing;

import dev.naru.hub.brake.SharedBrake;
import dev.naru.hub.channel.ChannelRows;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.vault.Vault;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Provides the billing module. */
@Configuration(proxyBeanMethods = false)
class BillingConfiguration {

  @Bean
  BillingKeyRepository keyStore(JdbcClient db, Vault vault, JsonMapper json, ChannelRows channels) {
    return new BillingKeyRepository(db, vault, json, channels);
  }

  @Bean
  KeyIssues keyIssues(JdbcClient db, BillingKeyRepository keys, JsonMapper json) {
    return new KeyIssues(db, keys, json);
  }

  @Bean
  HandedOverKeys handedOverKeys(BillingKeyRepository keys, KeyIssues issues, InstantSource time) {
    return new HandedOverKeys(keys, issues, time);
  }

  @Bean
  KeyLists keyLists(JdbcClient db, BillingKeyRepository keys) {
    return new KeyLists(db, keys);
  }

  @Bean
  KeyInThrottle keyInThrottle(SharedBrake brake, Vault vault) {
    return new KeyInThrottle(brake, vault);
  }

  @Bean
  BillingKeyService billingKeys(
      BillingKeyRepository keys,
      KeyIssues issues,
      PendingSchedules schedules,
      Channels channels,
      Charges charges,
      PaymentNumbers numbers,
      KeyInThrottle throttle,
      InstantSource time) {
    return new BillingKeyService(
        keys, issues, schedules, channels, charges, numbers, throttle, time);
  }

  @Bean
  BillingKeyCharges keyCharges(
      BillingKeyRepository keys,
      Channels channels,
      Charges charges,
      KeyInThrottle throttle,
      InstantSource time) {
    return new BillingKeyCharges(keys, channels, charges, throttle, time);
  }
}

package dev.naru.hub.billing;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.vault.Vault;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** How the billing module is put together. */
@Configuration(proxyBeanMethods = false)
class BillingConfiguration {

  @Bean
  BillingKeyRepository keyStore(JdbcClient db, Vault vault, JsonMapper json) {
    return new BillingKeyRepository(db, vault, json);
  }

  @Bean
  ScheduleReader scheduleReader(Vault vault, JsonMapper json, BillingKeyRepository keys) {
    return new ScheduleReader(vault, json, keys);
  }

  @Bean
  ScheduleRows scheduleRows(JdbcClient db, ScheduleReader reader, JsonMapper json) {
    return new ScheduleRows(db, reader, json);
  }

  @Bean
  KeyInThrottle keyInThrottle(InstantSource time) {
    return new KeyInThrottle(time);
  }

  @Bean
  BillingKeyService billingKeys(
      BillingKeyRepository keys,
      ScheduleRows schedules,
      Channels channels,
      PaymentNumbers numbers,
      KeyInThrottle throttle,
      InstantSource time) {
    return new BillingKeyService(keys, schedules, channels, numbers, throttle, time);
  }

  @Bean
  BillingKeyCharges keyCharges(
      JdbcClient db,
      BillingKeyRepository keys,
      Channels channels,
      Charges charges,
      KeyInThrottle throttle,
      InstantSource time) {
    return new BillingKeyCharges(keys, new KeyHistory(db), channels, charges, throttle, time);
  }

  @Bean
  Schedules schedules(
      ScheduleRows rows,
      BillingKeyRepository keys,
      BillingKeyService keyDesk,
      BillingKeyCharges keyCharges,
      Charges charges,
      Channels channels,
      InstantSource time) {
    return new ScheduleService(
        rows, keys, keyDesk, keyCharges, new CardCheck(charges), channels, time);
  }

  @Bean
  ScheduleRunner scheduleRunner(
      JdbcClient db,
      ScheduleReader reader,
      BillingKeyRepository keys,
      BillingKeyCharges rules,
      Charges charges,
      Merchants merchants,
      Channels channels,
      InstantSource time,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new ScheduleRunner(
        new DueSchedules(db, reader), keys, rules, charges, merchants, channels, time, soleNode);
  }
}

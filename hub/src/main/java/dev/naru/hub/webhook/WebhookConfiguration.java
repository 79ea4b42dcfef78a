package dev.naru.hub.webhook;

import dev.naru.hub.log.Traces;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.WakeUp;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the webhook module. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  GuardedMerchantServer merchantServer(Traces traces) {
    return new GuardedMerchantServer(traces);
  }

  @Bean
  WakeUp webhookWakeUp() {
    return new WakeUp();
  }

  @Bean
  Outbox outbox(InstantSource time, WakeUp wakeUp) {
    return new Outbox(time, wakeUp);
  }

  @Bean
  WebhookHistory webhookHistory(JdbcClient database, InstantSource time, WakeUp wakeUp) {
    return new WebhookHistory(database, time, wakeUp);
  }

  @Bean
  WebhookTasks webhookTasks(DataSource database, RowLease leases, InstantSource time) {
    return new WebhookTasks(database, leases, time);
  }

  @Bean
  WebhookSecrets webhookSecrets(DataSource database, Vault vault, InstantSource time) {
    return new WebhookSecrets(database, vault, time);
  }

  @Bean
  TestCall webhookTestCall(MerchantServer server, WebhookSecrets secrets, InstantSource time) {
    return new TestCall(server, secrets, time);
  }

  @Bean
  WebhookMeters webhookMeters(JdbcClient database, InstantSource time, MeterRegistry meters) {
    return new WebhookMeters(database, time, meters);
  }

  @Bean
  WebhookDispatcher webhookDispatcher(
      WebhookTasks tasks,
      Merchants merchants,
      WebhookSecrets secrets,
      MerchantServer server,
      InstantSource time,
      WakeUp wakeUp,
      WebhookMeters meters,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new WebhookDispatcher(tasks, merchants, secrets, server, time, wakeUp, meters, soleNode);
  }
}

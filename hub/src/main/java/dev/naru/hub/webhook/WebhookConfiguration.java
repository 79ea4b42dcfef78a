package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.WakeUp;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the webhook module is put together. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  GuardedMerchantServer merchantServer() {
    return new GuardedMerchantServer();
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
  WebhookDispatcher webhookDispatcher(
      WebhookTasks tasks,
      Merchants merchants,
      MerchantServer server,
      InstantSource time,
      WakeUp wakeUp,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new WebhookDispatcher(tasks, merchants, server, time, wakeUp, soleNode);
  }
}

package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.time.Settles;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox, its dispatcher, and the way to merchants' servers. */
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
  Outbox outbox(JdbcClient database, InstantSource time, WakeUp wakeUp) {
    return new Outbox(database, time, UUID::randomUUID, wakeUp);
  }

  @Bean
  WebhookHistory webhookHistory(JdbcClient database, InstantSource time, WakeUp wakeUp) {
    return new WebhookHistory(database, time, wakeUp);
  }

  @Bean
  WebhookDispatcher webhookDispatcher(
      JdbcClient database,
      Merchants merchants,
      MerchantServer server,
      InstantSource time,
      WakeUp wakeUp) {
    return new WebhookDispatcher(new WebhookTasks(database), merchants, server, time, wakeUp);
  }

  /** Lets whoever moves the clock wait for the webhooks that fell due by it. */
  @Bean
  Settles webhooksDue(WebhookDispatcher dispatcher) {
    return limit -> {
      try {
        dispatcher.settle(limit);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    };
  }
}

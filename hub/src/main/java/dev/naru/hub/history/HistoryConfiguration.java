package dev.naru.hub.history;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.payment.Timeline;
import dev.naru.hub.receipt.Receipts;
import dev.naru.hub.webhook.WebhookHistory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the history of payments. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  PaymentHistory paymentHistory(
      Timeline timeline, WebhookHistory webhooks, Receipts receipts, Audit audit) {
    return new PaymentHistory(timeline, webhooks, receipts, audit);
  }
}

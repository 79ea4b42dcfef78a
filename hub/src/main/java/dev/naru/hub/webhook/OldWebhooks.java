package dev.naru.hub.webhook;

import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes webhooks, and their sends, some time after they were sent or given up. */
@Configuration(proxyBeanMethods = false)
class OldWebhooks {

  @Bean
  OldRows oldWebhooksRows(JdbcClient db, @Value("${naru.retention.webhooks:P365D}") Duration age) {
    return new StatementOldRows(
        db,
        "webhooks",
        age,
        StatementOldRows.merchantsOf("webhook_task", "r.state <> 'pending'"),
        """
        with old as (
          select id from webhook_task
           where merchant_id = :merchant and id < :beforeId and state <> 'pending'
           order by id limit :most for update skip locked),
        sends as (
          delete from webhook_delivery
           where merchant_id = :merchant and task_id = any(array(select id from old)))
        delete from webhook_task
         where merchant_id = :merchant and id = any(array(select id from old))
        """);
  }
}

package dev.naru.hub.checkout;

import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes the sessions of windows, long after the last moment at which a buyer could return to one.
 */
@Configuration(proxyBeanMethods = false)
class OldSessions {

  @Bean
  OldRows oldSessionsRows(JdbcClient db, @Value("${naru.retention.sessions:P90D}") Duration age) {
    return new StatementOldRows(
        db,
        "checkout sessions",
        age,
        "select distinct merchant_id from checkout_session where created_at < :before",
        """
        delete from checkout_session
         where merchant_id = :merchant and token_hash = any(array(
           select token_hash from checkout_session
            where merchant_id = :merchant and created_at < :before
            order by created_at limit :most for update skip locked))
        """);
  }
}

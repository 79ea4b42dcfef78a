package dev.naru.hub.payment.store;

import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes records of ended calls to PGs some time after their end; open ones stay. */
@Configuration(proxyBeanMethods = false)
class OldAttempts {

  @Bean
  OldRows oldAttemptsRows(JdbcClient db, @Value("${naru.retention.attempts:P730D}") Duration age) {
    return new StatementOldRows(
        db,
        "attempts",
        age,
        StatementOldRows.merchantsOf("attempt", "r.ended_at is not null"),
        """
        delete from attempt
         where merchant_id = :merchant and id = any(array(
           select id from attempt
            where merchant_id = :merchant and id < :beforeId and ended_at is not null
            order by id limit :most for update skip locked))
        """);
  }
}

package dev.naru.hub.brake;

import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes counters whose time is over. */
@Configuration(proxyBeanMethods = false)
class OldBrakes {

  @Bean
  OldRows oldBrakesRows(JdbcClient db, @Value("${naru.retention.brakes:P1D}") Duration age) {
    return new StatementOldRows(
        db,
        "brakes",
        age,
        "select distinct merchant_id from brake where ends_at < :before and ends_at < 'infinity'",
        """
        delete from brake
         where merchant_id = :merchant and (what, who) in (
           select what, who from brake
            where merchant_id = :merchant and ends_at < :before and asked_at < :before
            order by ends_at limit :most for update skip locked)
        """);
  }
}

package dev.naru.hub.merchant;

import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes access tokens some time after they have expired. */
@Configuration(proxyBeanMethods = false)
class OldTokens {

  @Bean
  OldRows oldTokensRows(JdbcClient db, @Value("${naru.retention.tokens:P1D}") Duration age) {
    return new StatementOldRows(
        db,
        "access tokens",
        age,
        "select merchant_id from api_token where expires_at < :before",
        """
        delete from api_token
         where merchant_id = :merchant and expires_at < :before
        """);
  }
}

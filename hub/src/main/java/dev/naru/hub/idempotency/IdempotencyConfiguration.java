package dev.naru.hub.idempotency;

import dev.naru.hub.vault.Vault;
import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the idempotency keys, and deletes the expired ones. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

  @Bean
  IdempotentRequests idempotentRequests(JdbcClient db, Vault vault, InstantSource time) {
    return new JdbcIdempotentRequests(db, vault, time);
  }

  @Bean
  OldRows oldIdempotentRequests(JdbcClient db) {
    return new StatementOldRows(
        db,
        "idempotency keys",
        IdempotentRequests.KEPT,
        "select distinct merchant_id from idempotent_request where begun_at < :before",
        """
        delete from idempotent_request
         where merchant_id = :merchant and key in (
           select key from idempotent_request
            where merchant_id = :merchant and begun_at < :before
            order by begun_at limit :most for update skip locked)
        """);
  }
}

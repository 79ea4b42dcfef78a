package dev.naru.hub.audit;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the audit log. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  Audit audit(JdbcClient db, InstantSource time) {
    return new JdbcAudit(db, time);
  }
}

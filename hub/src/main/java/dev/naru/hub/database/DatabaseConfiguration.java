package dev.naru.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.time.SystemTime;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the check of the database at the hub's start. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** Is static, because a post-processor must exist before other beans. */
  @Bean
  static DatabaseAtStart databaseAtStart(ObjectProvider<InstantSource> time) {
    return new DatabaseAtStart(time::getObject, SystemTime::is);
  }

  /**
   * Gives migrations connections without a limit for statements: a step may take minutes in which
   * the database sends nothing.
   */
  @Bean
  FlywayConfigurationCustomizer patientMigrations(ObjectProvider<HikariDataSource> pool) {
    return flyway ->
        pool.ifAvailable(own -> flyway.dataSource(BoundedConnect.forLongStatements(own)));
  }
}

package dev.naru.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.time.SystemTime;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is looked at before the pool of connections is used. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** Static, because it is there before other beans. */
  @Bean
  static DatabaseAtStart databaseAtStart(ObjectProvider<InstantSource> time) {
    return new DatabaseAtStart(time::getObject, SystemTime::is);
  }

  /** A step of a migration may take minutes, in which the database says nothing. */
  @Bean
  FlywayConfigurationCustomizer patientMigrations(ObjectProvider<HikariDataSource> pool) {
    return flyway ->
        pool.ifAvailable(own -> flyway.dataSource(BoundedConnect.forLongStatements(own)));
  }
}

package dev.naru.hub.epoch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The file is {@code epoch}, beside the key ring's. */
@Configuration(proxyBeanMethods = false)
class EpochConfiguration {

  @Bean
  DatabaseEpoch databaseEpoch(
      JdbcClient db, InstantSource time, Environment environment, MeterRegistry meters) {
    DatabaseEpoch epoch = new DatabaseEpoch(db, new EpochFile(file(environment)), time);
    Gauge.builder(
            "naru.rewound",
            () -> {
              try {
                return epoch.open().size();
              } catch (DataAccessException away) {
                return null;
              }
            })
        .description("Times that the database was set back, with which nobody has dealt yet")
        .register(meters);
    return epoch;
  }

  private static Path file(Environment environment) {
    String ring = environment.getProperty("naru.keyring", "").strip();
    return ring.startsWith("/")
        ? Path.of(ring).resolveSibling("epoch")
        : Path.of(environment.getProperty("naru.home", ".naru"), "keys", "epoch");
  }

  @Bean
  @ConditionalOnProperty(name = "naru.fence", havingValue = "true")
  EpochWatch epochWatch(DatabaseEpoch epoch) {
    return new EpochWatch(epoch);
  }
}

package dev.naru.hub.epoch;

import dev.naru.hub.start.RefusedStartException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Provides the check for lost commits. Its file is {@code epoch}, with the cell's number appended
 * in other cells than 00. It is in the key ring's folder or, if that can't be written, in the data
 * folder.
 */
@Configuration(proxyBeanMethods = false)
class EpochConfiguration {

  private static final Logger log = LoggerFactory.getLogger(EpochConfiguration.class);

  @Bean
  DatabaseEpoch databaseEpoch(JdbcClient db, InstantSource time, MeterRegistry meters) {
    DatabaseEpoch epoch = new DatabaseEpoch(db, time);
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

  /**
   * The watch, which only a hub has. A command may run under another user, and would leave a file
   * that the hub can't write.
   *
   * @throws RefusedStartException where a file is configured and can't be written
   */
  @Bean
  @ConditionalOnProperty("naru.fence")
  EpochWatch epochWatch(DatabaseEpoch epoch, Environment environment) {
    List<Path> folders = folders(environment);
    EpochFile file = EpochFile.in(folders, name(environment));
    if (file.path().isEmpty()) {
      String where = folders.getLast().toString();
      if (!environment.getProperty("naru.fence", "").equals("auto")) {
        throw new RefusedStartException(
            "NARU_FENCE is on, and there is no folder for the file \"epoch\": let the hub write to "
                + where
                + ", or name another folder in NARU_HOME.");
      }
      log.warn(
          "a database that is set back while this hub is stopped will not be noticed: the file"
              + " \"epoch\" can't be written to {}; let the hub write there, or name another folder"
              + " in NARU_HOME",
          where);
    }
    return new EpochWatch(epoch, file);
  }

  private static String name(Environment environment) {
    String cell = environment.getProperty("naru.cell", "00");
    return cell.equals("00") ? "epoch" : "epoch-" + cell;
  }

  private static List<Path> folders(Environment environment) {
    String ring = environment.getProperty("naru.keyring", "").strip();
    Path home = Path.of(environment.getProperty("naru.home", ".naru"), "keys");
    @Nullable Path besideRing = ring.startsWith("/") ? Path.of(ring).getParent() : null;
    return Stream.of(besideRing, home).filter(Objects::nonNull).distinct().toList();
  }
}

package dev.naru.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.start.RefusedStartException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Looks at the database once, before the pool opens its first connection.
 *
 * <p>The hub doesn't start if the clocks of this machine and of the database differ too much,
 * because leases are times in the database: a hub whose clock is ahead would take over another
 * hub's work.
 *
 * <p>It also makes the pool connect by {@link BoundedConnect}.
 */
final class DatabaseAtStart implements BeanPostProcessor, PriorityOrdered {

  /** Well below the shortest lease of a call to a PG (45 s), and far above what NTP leaves. */
  static final Duration CLOCKS_AGREE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(DatabaseAtStart.class);

  private final Supplier<InstantSource> time;
  private final Predicate<InstantSource> mustAgree;

  /**
   * @param mustAgree whether this clock must agree with the database's. The playground's clock need
   *     not, because people move it
   */
  DatabaseAtStart(Supplier<InstantSource> time, Predicate<InstantSource> mustAgree) {
    this.time = time;
    this.mustAgree = mustAgree;
  }

  /** The first of all post-processors, before another one wraps the pool. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null && !pool.isRunning()) {
      look(pool);
      pool.setDataSource(BoundedConnect.likeThatOf(pool));
    }
    return bean;
  }

  /**
   * @throws RefusedStartException when the clocks are apart
   */
  void look(HikariDataSource pool) {
    InstantSource clock = time.get();
    try (Connection connection = BoundedConnect.likeThatOf(pool).getConnection();
        Statement statement = connection.createStatement()) {
      Instant before = clock.instant();
      try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
        row.next();
        Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
        if (mustAgree.test(clock)) {
          refuseApart(before, there, clock.instant());
        }
      }
    } catch (SQLException away) {
      // The next part of the hub that needs the database reports that it is away.
      log.debug("no look at the database", away);
    }
  }

  /**
   * Refuses the start if the clocks differ, whatever part of the difference the database's answer
   * time may explain.
   */
  private static void refuseApart(Instant before, Instant there, Instant after) {
    Duration behind = Duration.between(after, there);
    Duration ahead = Duration.between(there, before);
    Duration apart = behind.compareTo(ahead) > 0 ? behind : ahead;
    if (apart.compareTo(CLOCKS_AGREE) > 0) {
      throw new RefusedStartException(
          "The clock of this machine says %s and the database's says %s, which is %d seconds apart: keep both right by NTP and start again, because hubs share work by time."
              .formatted(before, there, apart.toSeconds()));
    }
  }
}

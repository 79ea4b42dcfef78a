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
 * <p>It refuses to start where the clocks of this machine and of the database are apart, because
 * leases are times in the database: a hub whose clock is ahead would take over what another hub is
 * doing.
 *
 * <p>From then on the pool connects by {@link BoundedConnect}.
 */
final class DatabaseAtStart implements BeanPostProcessor, PriorityOrdered {

  /** Well below the shortest lease of a call to a PG (45 s), and far above what NTP leaves. */
  static final Duration CLOCKS_AGREE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(DatabaseAtStart.class);

  private final Supplier<InstantSource> time;
  private final Predicate<InstantSource> mustAgree;

  /**
   * @param mustAgree whether this clock has to agree with the database's: a clock that is moved on
   *     purpose, as the playground's, doesn't
   */
  DatabaseAtStart(Supplier<InstantSource> time, Predicate<InstantSource> mustAgree) {
    this.time = time;
    this.mustAgree = mustAgree;
  }

  /** Before anybody wraps the pool, who would hide it from this. */
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
      // Whoever needs the database next says so.
      log.debug("no look at the database", away);
    }
  }

  /** The time that the answer took is on nobody's account. */
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

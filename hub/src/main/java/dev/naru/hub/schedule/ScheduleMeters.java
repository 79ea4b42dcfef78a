package dev.naru.hub.schedule;

import static dev.naru.hub.database.Columns.utc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how many schedules in the database are due and not executed yet, {@code
 * naru.schedules.due}; NaN while the database is away.
 */
final class ScheduleMeters {

  ScheduleMeters(JdbcClient db, InstantSource time, MeterRegistry registry) {
    Gauge.builder("naru.schedules.due", () -> due(db, time))
        .description("Schedules whose time has come and that are not carried out yet")
        .register(registry);
  }

  private static @Nullable Long due(JdbcClient db, InstantSource time) {
    try {
      return db.sql("select count(*) from schedule where due_at <= :now and due_at < 'infinity'")
          .param("now", utc(time.instant()))
          .query(Long.class)
          .single();
    } catch (DataAccessException away) {
      return null;
    }
  }
}

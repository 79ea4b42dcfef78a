package dev.naru.hub.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Measures how many seconds the oldest piece of each kind of work has been due: {@code
 * naru.work.late}. Every node of one database reports the same value; it is NaN while the database
 * is away.
 */
final class WorkMeters {

  private final InstantSource time;

  WorkMeters(List<LeasedWork<?>> kinds, InstantSource time, MeterRegistry registry) {
    this.time = time;
    for (LeasedWork<?> kind : kinds) {
      Gauge.builder("naru.work.late", () -> lateness(kind))
          .description("For how long the oldest due piece of work waits")
          .baseUnit("seconds")
          .tag("work", kind.name())
          .register(registry);
    }
  }

  private @Nullable Long lateness(LeasedWork<?> kind) {
    try {
      Instant now = time.instant();
      return kind.nextDue(Instant.EPOCH)
          .filter(due -> due.isBefore(now))
          .map(due -> Duration.between(due, now).toSeconds())
          .orElse(0L);
    } catch (DataAccessException away) {
      return null;
    }
  }
}

package dev.naru.hub.payment.unresolved;

import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.payment.store.UnresolvedAttempts.Count;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Measures by kind how many calls are unresolved, {@code naru.unresolved}, and how long the oldest
 * has been, {@code naru.unresolved.oldest} in seconds. Every node of one database reports the same
 * values; they are NaN while the database is away.
 */
public final class UnresolvedMeters {

  private final UnresolvedAttempts unresolved;
  private final InstantSource time;

  public UnresolvedMeters(
      UnresolvedAttempts unresolved, InstantSource time, MeterRegistry registry) {
    this.unresolved = unresolved;
    this.time = time;
    for (Kind kind : Kind.values()) {
      String tag = kind.name().toLowerCase(Locale.ROOT);
      Gauge.builder("naru.unresolved", () -> of(kind, Count::number))
          .description("Calls to PGs of which nobody knows yet what came of them")
          .tag("kind", tag)
          .register(registry);
      Gauge.builder("naru.unresolved.oldest", () -> of(kind, this::ageSeconds))
          .description("For how long the oldest of them is unresolved")
          .baseUnit("seconds")
          .tag("kind", tag)
          .register(registry);
    }
  }

  private Long ageSeconds(Count count) {
    return Duration.between(count.oldest(), time.instant()).toSeconds();
  }

  private @Nullable Long of(Kind kind, Function<Count, Long> value) {
    try {
      return unresolved.counts().stream()
          .filter(count -> count.kind() == kind)
          .map(value)
          .findAny()
          .orElse(0L);
    } catch (DataAccessException away) {
      return null;
    }
  }
}

package dev.naru.hub.reconcile;

import dev.naru.hub.reconcile.DifferenceRows.Open;
import dev.naru.hub.reconcile.Differences.DifferenceClass;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Measures by class how many differences are open, {@code naru.reconcile.open}, and how long the
 * oldest has been, {@code naru.reconcile.oldest} in seconds. Every node of one database reports the
 * same values; while the database is away they are NaN.
 */
final class ReconcileMeters {

  private final DifferenceRows differences;

  ReconcileMeters(DifferenceRows differences, InstantSource time, MeterRegistry registry) {
    this.differences = differences;
    for (DifferenceClass of : DifferenceClass.values()) {
      if (of == DifferenceClass.FOREIGN) {
        continue; // never open
      }
      String tag = of.name().toLowerCase(Locale.ROOT);
      Gauge.builder("naru.reconcile.open", () -> of(of, Open::number))
          .description("Differences between the book and the PGs' lists that are open")
          .tag("class", tag)
          .register(registry);
      Gauge.builder(
              "naru.reconcile.oldest",
              () -> of(of, open -> Duration.between(open.oldest(), time.instant()).toSeconds()))
          .description("For how long the oldest of them is open")
          .baseUnit("seconds")
          .tag("class", tag)
          .register(registry);
    }
  }

  private @Nullable Long of(DifferenceClass of, ToLongFunction<Open> value) {
    try {
      return differences.openNow().stream()
          .filter(open -> open.of() == of)
          .map(value::applyAsLong)
          .findAny()
          .orElse(0L);
    } catch (DataAccessException away) {
      return null;
    }
  }
}

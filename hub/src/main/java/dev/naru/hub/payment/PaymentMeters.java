package dev.naru.hub.payment;

import dev.naru.hub.payment.store.TransitionWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Counts what happened to payments on this node: {@code naru.payments} (docs/reference/metrics.md).
 * Every tag has few values, so that the series stay few.
 */
final class PaymentMeters implements TransitionWriter.Listener {

  private final MeterRegistry meters;

  PaymentMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void moved(String provider, String method, PaymentState state, String outcome) {
    Counter.builder("naru.payments")
        .description("What happened to payments: claims, and what came of them")
        .tag("pg", provider)
        .tag("method", method)
        .tag("state", state.name().toLowerCase(Locale.ROOT))
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }
}

package dev.naru.hub.channel;

import dev.naru.hub.work.Stopwatch;
import dev.naru.pg.spi.PgTransport.NotSentException;
import dev.naru.pg.spi.PgTransport.Response;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;

/**
 * Measures how long calls to PGs take and how they end, by host: {@code naru.pg.calls}
 * (docs/reference/metrics.md). A PG's "no" counts as an answer like any other.
 */
final class PgMeters {

  /**
   * The bounds of the histogram, from the time in which an idle PG answers to the longest time-out
   * of a call.
   */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;

  PgMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  Response measured(String host, HttpPgTransport.Call call) throws IOException {
    Stopwatch watch = Stopwatch.start();
    String outcome = "no_answer";
    try {
      Response response = call.send();
      outcome = response.status() < 500 ? "answered" : "server_error";
      return response;
    } catch (NotSentException e) {
      outcome = "not_sent";
      throw e;
    } finally {
      Timer.builder("naru.pg.calls")
          .description("Calls to PGs, and how long they took")
          .tag("host", host)
          .tag("outcome", outcome)
          .serviceLevelObjectives(BUCKETS)
          .register(registry)
          .record(watch.took());
    }
  }
}

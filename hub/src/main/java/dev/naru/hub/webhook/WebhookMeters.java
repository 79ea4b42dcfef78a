package dev.naru.hub.webhook;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the sends of this node, {@code naru.webhook.sends}, and how many webhooks in the
 * database are due, {@code naru.webhooks.due}; the latter is NaN while the database is away.
 */
final class WebhookMeters {

  private final MeterRegistry registry;

  WebhookMeters(JdbcClient database, InstantSource time, MeterRegistry registry) {
    this(registry);
    Gauge.builder("naru.webhooks.due", () -> due(database, time))
        .description("Webhooks that are due and not sent yet")
        .register(registry);
  }

  /** A meter that counts sends only. */
  WebhookMeters(MeterRegistry registry) {
    this.registry = registry;
    // An alert on a rise notices the first send only if a zero was measured before.
    for (Next next : Next.values()) {
      sends(next, true);
      sends(next, false);
    }
  }

  private static @Nullable Long due(JdbcClient database, InstantSource time) {
    try {
      return database
          .sql("select count(*) from webhook_task where state = 'pending' and due_at <= :now")
          .param("now", utc(time.instant()))
          .query(Long.class)
          .single();
    } catch (DataAccessException away) {
      return null;
    }
  }

  void sent(SendResult result) {
    sends(result.next(), result.answer() instanceof Answered)
        .record(Duration.between(result.at(), result.endedAt()));
  }

  private Timer sends(Next next, boolean reached) {
    return Timer.builder("naru.webhook.sends")
        .description("Webhooks that were sent, and how long the merchants' servers took")
        .tag("next", next.name().toLowerCase(Locale.ROOT))
        .tag("reached", String.valueOf(reached))
        .register(registry);
  }
}

package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.simulation.Around;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.SteppedWork;
import dev.naru.hub.work.WakeUp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** The webhook module, over any store. */
public final class StoredWebhooks {

  private static final LiveSecrets SECRETS = _ -> List.of(WebhookSignature.secret(new byte[32]));

  private final DueTasks tasks;

  private StoredWebhooks(DueTasks tasks) {
    this.tasks = tasks;
  }

  public static StoredWebhooks in(MemoryTasks tasks) {
    return new StoredWebhooks(tasks);
  }

  public static StoredWebhooks in(DataSource database, InstantSource time) {
    return new StoredWebhooks(new WebhookTasks(database, new RowLease(database), time));
  }

  public static Outbox outbox(InstantSource time) {
    return new Outbox(time, new WakeUp());
  }

  public boolean anyDue(Instant now) {
    return !tasks.lanes(now).isEmpty();
  }

  public SteppedWork<?> dispatcher(
      Around around, Merchants merchants, MerchantServer server, InstantSource time) {
    return new SteppedWork<>(
        new WebhookDispatcher(
            around.around(DueTasks.class, tasks),
            merchants,
            SECRETS,
            server,
            time,
            new WakeUp(),
            new WebhookMeters(new SimpleMeterRegistry()),
            false),
        WebhookDispatcher.MAX_PER_MERCHANT);
  }
}

package dev.naru.hub.webhook;

import dev.naru.hub.time.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets whoever moves the clock wait for the webhooks that fall due by it. */
final class WebhooksDue implements DueWork {

  private final WebhookDispatcher dispatcher;
  private final WebhookTasks tasks;

  WebhooksDue(WebhookDispatcher dispatcher, WebhookTasks tasks) {
    this.dispatcher = dispatcher;
    this.tasks = tasks;
  }

  @Override
  public void settle(Duration limit) {
    try {
      dispatcher.settle(limit);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return tasks.nextDue(after);
  }
}

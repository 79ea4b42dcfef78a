package dev.naru.hub.webhook;

import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.MerchantServer.Timeouts;
import java.time.Duration;

/** How long a send may take, and whether it is repeated (spec/webhooks.md §4). */
final class DeliveryBackoff {

  static final int MAX_RESENDS = 5;
  static final Duration STEP = Duration.ofMinutes(1);

  private static final Timeouts FIRST =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(40)); // connect 10 s, then read 30 s
  private static final Timeouts RESEND =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(15));

  /** Longer than any send may take, so that no task is sent twice at a time. */
  static final Duration LEASE = FIRST.total().plusSeconds(30);

  private DeliveryBackoff() {}

  /** What happens to a task after a send. */
  enum Next {
    SENT,
    AGAIN,
    DEAD
  }

  static Timeouts timeouts(DueTask task) {
    return task.tries() == 0 && !task.manual() ? FIRST : RESEND;
  }

  /** A 3xx or 4xx answer is final, because the same request would get the same answer. */
  static Next after(DueTask task, Answer answer, boolean retryEnabled) {
    if (answer instanceof Answer.Answered answered) {
      if (answered.isSuccess()) {
        return Next.SENT;
      }
      if (answered.status() < 500) {
        return Next.DEAD;
      }
    }
    boolean stepsLeft = !task.manual() && retryEnabled && task.tries() < MAX_RESENDS;
    return stepsLeft ? Next.AGAIN : Next.DEAD;
  }
}

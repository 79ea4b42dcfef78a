package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.MerchantServer.Timeouts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** How long a send may take, and whether it is repeated (spec/webhooks.md §4). */
final class DeliveryBackoff {

  /** V1's schedule: five resends, one minute apart. */
  static final List<Duration> EVERY_MINUTE = Collections.nCopies(5, Duration.ofMinutes(1));

  /** The schedule with growing pauses, for receivers that may be away longer. */
  static final List<Duration> GROWING =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(24));

  private static final Timeouts FIRST =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(40)); // connect 10 s, then read 30 s
  static final Timeouts RESEND = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(15));

  /**
   * How long a task is leased: longer than any send may take, so that no task is sent twice at a
   * time.
   */
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

  /** The pauses before the resends that a merchant's settings ask for; empty for no resend. */
  static List<Duration> pauses(Settings settings) {
    if (!settings.is(Setting.WEBHOOK_RETRY_ENABLED)) {
      return List.of();
    }
    return settings.get(Setting.WEBHOOK_RETRY_SCHEDULE).equals("growing") ? GROWING : EVERY_MINUTE;
  }

  /** The pause after a send that will be repeated. */
  static Duration pause(DueTask task, List<Duration> pauses) {
    return pauses.get(task.tries());
  }

  /** A 3xx or 4xx answer is final, because the same request would get the same answer. */
  static Next after(DueTask task, Answer answer, List<Duration> pauses) {
    if (answer instanceof Answer.Answered answered) {
      if (answered.isSuccess()) {
        return Next.SENT;
      }
      if (answered.status() < 500) {
        return Next.DEAD;
      }
    }
    boolean stepsLeft = !task.manual() && task.tries() < pauses.size();
    return stepsLeft ? Next.AGAIN : Next.DEAD;
  }
}

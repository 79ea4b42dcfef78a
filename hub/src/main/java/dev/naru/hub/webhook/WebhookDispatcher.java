package dev.naru.hub.webhook;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what is due, at least once (G20): a task is claimed with a lease, sent, and its result is
 * written; whoever dies in between loses the lease, and another process or the next start sends
 * again. Any number of processes may run one.
 *
 * <p>Bounds (G39): {@value #MAX_UNDER_WAY} sends under way, {@value #MAX_PER_MERCHANT} of one
 * merchant (two places fewer than {@link GuardedMerchantServer} has, so that a {@code confirm_url}
 * on a host whose webhooks hang is still asked).
 */
public final class WebhookDispatcher implements SmartLifecycle {

  static final int MAX_UNDER_WAY = 256;
  static final int MAX_PER_MERCHANT = 6;
  private static final int BATCH = 100;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long NEW_ROUND = -1;
  private static final Duration JOIN = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  private final WebhookTasks tasks;
  private final Merchants merchants;
  private final MerchantServer server;
  private final InstantSource time;
  private final WakeUp wakeUp;
  private final Duration grace;
  private final boolean soleNode;
  private final SendsUnderWay underWay = new SendsUnderWay();
  private long lastTurn = NEW_ROUND;
  private volatile @Nullable Running running;

  /**
   * @param soleNode nobody else works on this database: what is leased at the start was left by a
   *     crash
   */
  WebhookDispatcher(
      WebhookTasks tasks,
      Merchants merchants,
      MerchantServer server,
      InstantSource time,
      WakeUp wakeUp,
      boolean soleNode) {
    this(tasks, merchants, server, time, wakeUp, soleNode, GRACE);
  }

  WebhookDispatcher(
      WebhookTasks tasks,
      Merchants merchants,
      MerchantServer server,
      InstantSource time,
      WakeUp wakeUp,
      boolean soleNode,
      Duration grace) {
    this.tasks = tasks;
    this.merchants = merchants;
    this.server = server;
    this.time = time;
    this.wakeUp = wakeUp;
    this.soleNode = soleNode;
    this.grace = grace;
  }

  /**
   * Waits until no webhook is due or under way: what waits for its next step doesn't count.
   *
   * @return false when some are left at the limit (real time), or the dispatcher isn't running
   */
  public boolean settle(Duration limit) throws InterruptedException {
    Stopwatch watch = Stopwatch.start();
    while (isRunning() && watch.took().compareTo(limit) < 0) {
      if (!tasks.anyDue(time.instant())) {
        return true;
      }
      wakeUp.signal();
      // Another process may have sent the last one, so not for long.
      underWay.awaitEnd(Duration.ofMillis(100));
    }
    return isRunning() && !tasks.anyDue(time.instant());
  }

  @Override
  public synchronized void start() {
    if (running == null) {
      if (soleNode) {
        tasks.freeAll();
      }
      Running started = new Running();
      running = started;
      started.claims.start();
      started.writes.start();
    }
  }

  private void run(Running started) {
    while (!started.stopping) {
      try {
        while (!started.stopping && claimAndSend(started)) {
          // More may be due than one claim takes.
        }
      } catch (RuntimeException e) {
        LOG.warn("webhooks wait: could not claim them: {}", getMostSpecificCause(e).toString());
      }
      try {
        wakeUp.await(POLL);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /**
   * @return whether to look again at once
   */
  private boolean claimAndSend(Running started) {
    List<DueTask> sends = underWay.all();
    int room = Math.min(BATCH, MAX_UNDER_WAY - sends.size());
    if (room <= 0) {
      return false;
    }
    List<DueTask> due =
        tasks.claim(
            new WebhookTasks.Claim(
                room,
                MAX_PER_MERCHANT,
                SendsUnderWay.byMerchant(sends),
                sends.stream().map(DueTask::id).toList(),
                lastTurn,
                UUID.randomUUID()),
            time.instant());
    boolean roundOver = due.size() < room;
    boolean again = !roundOver || lastTurn != NEW_ROUND;
    lastTurn = roundOver ? NEW_ROUND : due.stream().mapToLong(DueTask::merchantId).max().orElse(0);
    if (due.isEmpty()) {
      return again;
    }
    Map<Long, Optional<Merchant>> known = new HashMap<>();
    try {
      due.forEach(task -> known.computeIfAbsent(task.merchantId(), merchants::byId));
    } catch (RuntimeException e) {
      tasks.release(due);
      throw e;
    }
    underWay.begin(due);
    for (DueTask task : due) {
      Optional<Merchant> merchant = known.getOrDefault(task.merchantId(), Optional.empty());
      started.senders.execute(() -> started.results.add(send(task, merchant)));
    }
    return again;
  }

  private SendResult send(DueTask task, Optional<Merchant> merchant) {
    Instant at = time.instant();
    if (merchant.isEmpty()) {
      Answer gone = new Answer.NotReached("no such merchant", Duration.ZERO);
      return new SendResult(task, at, at, gone, Next.DEAD);
    }
    Answer answer = answer(task, merchant.get());
    boolean retry = merchant.get().settings().is(Setting.WEBHOOK_RETRY_ENABLED);
    Next next = DeliveryBackoff.after(task, answer, retry);
    if (next != Next.SENT) {
      LOG.info("webhook {} ({}): {}", task.id(), task.trigger(), next);
    }
    return new SendResult(task, at, time.instant(), answer, next);
  }

  private Answer answer(DueTask task, Merchant merchant) {
    try {
      return server.post(
          merchant,
          task.url(),
          task.contentType(),
          task.body(),
          DeliveryBackoff.timeouts(task),
          Map.of("User-Agent", "naru-webhook/1", "X-Webhook-Id", task.id().toString()));
    } catch (RuntimeException e) {
      LOG.error("webhook {} could not be sent", task.id(), e);
      return new Answer.NotReached("internal error", Duration.ZERO);
    }
  }

  /** Ends what ends soon; hands over the rest, to be sent again by another process or start. */
  @Override
  public synchronized void stop() {
    Running stopped = running;
    if (stopped == null) {
      return;
    }
    stopped.stopping = true;
    wakeUp.signal();
    try {
      // Nothing that talks to the database is interrupted: that would cut its connection and leave
      // a claim nobody knows of.
      if (!stopped.claims.join(JOIN)) {
        stopped.claims.interrupt();
      }
      boolean ended = underWay.awaitNone(grace);
      stopped.results.close();
      if (!ended) {
        List<DueTask> left = underWay.all();
        tasks.release(left);
        underWay.end(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("webhooks under way go out again when their leases end: {}", e.toString());
    } finally {
      stopped.senders.shutdownNow();
      stopped.writes.interrupt();
      running = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  /** Stops after the web server, whose last requests may still write events. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }

  /** From one start to its stop. */
  private final class Running {
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final ResultWriter results = new ResultWriter(tasks, underWay, wakeUp);
    private final Thread claims =
        Thread.ofVirtual().name("webhook-claims").unstarted(() -> WebhookDispatcher.this.run(this));
    private final Thread writes =
        Thread.ofVirtual().name("webhook-results").unstarted(results::run);
    private volatile boolean stopping;
  }
}

package dev.naru.hub.webhook;

import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.work.Bulkhead;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import dev.naru.hub.work.WakeUp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends due webhooks, each at least once (G20): leases tasks, sends them, writes the results. If
 * the process dies in between, the lease ends and the webhook is sent again.
 *
 * <p>At most {@value #MAX_SENDS} sends are under way, and {@value #MAX_PER_MERCHANT} of one
 * merchant (G39). {@link GuardedMerchantServer} allows two more for each host of a merchant, so
 * that a {@code confirm_url} is still called while webhooks to the same host hang. More tasks are
 * leased and wait for their turn, so that quick receivers don't wait for the next lease's commit:
 * at most {@value #MAX_LEASED}, and {@value #MAX_LEASED_PER_MERCHANT} of one merchant.
 */
public final class WebhookDispatcher extends LeasedWork<WebhookDispatcher.Send> {

  static final int MAX_SENDS = 256;
  static final int MAX_LEASED = 1_024;
  static final int MAX_LEASED_PER_MERCHANT = 24;
  static final int MAX_PER_MERCHANT = 6;
  private static final Limits LIMITS =
      new Limits(
          MAX_LEASED, MAX_LEASED_PER_MERCHANT, MAX_LEASED_PER_MERCHANT / 2, Duration.ofSeconds(1));

  /** A send that waits so long twice still ends before its task's lease. */
  private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(10);

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  private final DueTasks tasks;
  private final Merchants merchants;
  private final LiveSecrets secrets;
  private final MerchantServer server;
  private final InstantSource time;
  private final Duration grace;
  private final Duration waitForTurn;
  private final WebhookMeters meters;
  private final Bulkhead<Long> sends = new Bulkhead<>(MAX_PER_MERCHANT);
  private final Semaphore allSends = new Semaphore(MAX_SENDS, true);
  private volatile ResultWriter results;

  /**
   * @param soleNode whether no other process works on this database; Leases that exist at the start
   *     are then left from a crash, and their webhooks are sent at once
   */
  WebhookDispatcher(
      DueTasks tasks,
      Merchants merchants,
      LiveSecrets secrets,
      MerchantServer server,
      InstantSource time,
      WakeUp wakeUp,
      WebhookMeters meters,
      boolean soleNode) {
    this(tasks, merchants, secrets, server, time, wakeUp, meters, soleNode, GRACE, WAIT_FOR_TURN);
  }

  WebhookDispatcher(
      DueTasks tasks,
      Merchants merchants,
      LiveSecrets secrets,
      MerchantServer server,
      InstantSource time,
      WakeUp wakeUp,
      WebhookMeters meters,
      boolean soleNode,
      Duration grace,
      Duration waitForTurn) {
    super("webhooks", LIMITS, time, soleNode);
    this.tasks = tasks;
    this.merchants = merchants;
    this.secrets = secrets;
    this.server = server;
    this.time = time;
    this.grace = grace;
    this.waitForTurn = waitForTurn;
    this.meters = meters;
    this.results = new ResultWriter(tasks);
    lookOn(wakeUp);
  }

  /**
   * A leased task and what its send needs.
   *
   * @param merchant empty if the merchant doesn't exist any more
   * @param secrets the merchant's secrets that sign now
   * @param results receives the result; closed once the task was handed over
   */
  record Send(
      DueTask task, Optional<Merchant> merchant, List<String> secrets, ResultWriter results) {}

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    return tasks.lanes(now);
  }

  @Override
  protected List<Send> lease(Lane lane, int most, Collection<Send> underWay, Instant now) {
    List<DueTask> sending = underWay.stream().map(Send::task).toList();
    List<DueTask> leased = tasks.lease(lane.merchantId(), most, sending, now);
    if (leased.isEmpty()) {
      return List.of();
    }
    try {
      Optional<Merchant> merchant = merchants.byId(lane.merchantId());
      List<String> live = merchant.isEmpty() ? List.of() : secrets.live(lane.merchantId());
      return leased.stream().map(task -> new Send(task, merchant, live, results)).toList();
    } catch (RuntimeException trouble) {
      // Nobody will send these tasks, so they need not wait for their lease's end.
      tasks.release(leased);
      throw trouble;
    }
  }

  @Override
  protected void carryOut(Send send) {
    Optional<SendResult> result = inTurn(send);
    if (result.isEmpty()) {
      if (!send.results().isClosed()) {
        tasks.release(List.of(send.task()));
      }
      return;
    }
    meters.sent(result.get());
    CrashPoint.AFTER_WEBHOOK_SEND.reached();
    send.results().write(result.get());
    // The payment's next webhook has waited for this one.
    lookAt(Lane.of(send.task().merchantId()));
  }

  /**
   * Sends the task when it is its turn, among the merchant's and among all.
   *
   * @return empty when nothing was sent: other sends took too long, or the task was handed over
   *     meanwhile
   */
  private Optional<SendResult> inTurn(Send send) {
    long merchant = send.task().merchantId();
    try {
      if (!sends.enter(merchant, waitForTurn)) {
        return Optional.empty();
      }
      try {
        return amongAll(send);
      } finally {
        sends.leave(merchant);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private Optional<SendResult> amongAll(Send send) throws InterruptedException {
    if (!allSends.tryAcquire(waitForTurn.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    try {
      if (send.results().isClosed()) {
        return Optional.empty();
      }
      CrashPoint.BEFORE_WEBHOOK_SEND.reached();
      return Optional.of(result(send));
    } finally {
      allSends.release();
    }
  }

  private SendResult result(Send send) {
    DueTask task = send.task();
    Optional<Merchant> merchant = send.merchant();
    Instant at = time.instant();
    if (merchant.isEmpty()) {
      Answer gone = new Answer.NotReached("no such merchant", Duration.ZERO);
      return new SendResult(task, at, at, gone, Next.DEAD, Duration.ZERO);
    }
    Answer answer = answer(task, merchant.get(), send.secrets(), at);
    List<Duration> pauses = DeliveryBackoff.pauses(merchant.get().settings());
    Next next = DeliveryBackoff.after(task, answer, pauses);
    FailedSend.log(task, answer, next);
    return new SendResult(
        task,
        at,
        time.instant(),
        answer,
        next,
        next == Next.AGAIN ? DeliveryBackoff.pause(task, pauses) : Duration.ZERO);
  }

  private Answer answer(DueTask task, Merchant merchant, List<String> live, Instant at) {
    try {
      return server.post(
          merchant,
          task.url(),
          task.contentType(),
          task.body(),
          DeliveryBackoff.timeouts(task),
          WebhookSignature.headers(task.eventId().toString(), at, task.body(), live));
    } catch (RuntimeException e) {
      LOG.error("webhook {} could not be sent", task.id(), e);
      return new Answer.NotReached("internal error", Duration.ZERO);
    }
  }

  /** Gives up the leases, so that another process or the next start sends at once. */
  @Override
  protected void handOver(List<Send> left) {
    results.close();
    results = new ResultWriter(tasks);
    tasks.release(left.stream().map(Send::task).toList());
  }

  @Override
  protected Duration grace() {
    return grace;
  }

  @Override
  protected boolean anyDue(Instant now) {
    return tasks.anyDue(now);
  }

  @Override
  protected void freeLeases(Instant now) {
    tasks.freeAll();
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return tasks.nextDue(after);
  }

  /** Stops after the other loops, whose last pieces may still write events. */
  @Override
  public int getPhase() {
    return PHASE - 1;
  }
}

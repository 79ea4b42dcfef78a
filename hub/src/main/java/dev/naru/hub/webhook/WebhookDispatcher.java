package dev.naru.hub.webhook;

import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends due webhooks, each at least once (G20): leases a task, sends it, writes the result. If the
 * process dies in between, the lease ends and the webhook is sent again.
 *
 * <p>At most {@value #MAX_UNDER_WAY} sends are under way, and {@value #MAX_PER_MERCHANT} of one
 * merchant (G39). {@link GuardedMerchantServer} allows two more for each host of a merchant, so
 * that a {@code confirm_url} is still called while webhooks to the same host hang.
 */
public final class WebhookDispatcher extends LeasedWork<WebhookDispatcher.Send> {

  static final int MAX_UNDER_WAY = 256;
  static final int MAX_PER_MERCHANT = 6;
  private static final Limits LIMITS =
      new Limits(MAX_UNDER_WAY, MAX_PER_MERCHANT, 1, Duration.ofSeconds(1));
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  private final DueTasks tasks;
  private final Merchants merchants;
  private final LiveSecrets secrets;
  private final MerchantServer server;
  private final InstantSource time;
  private final Duration grace;
  private final WebhookMeters meters;
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
    this(tasks, merchants, secrets, server, time, wakeUp, meters, soleNode, GRACE);
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
      Duration grace) {
    super("webhooks", LIMITS, time, soleNode);
    this.tasks = tasks;
    this.merchants = merchants;
    this.secrets = secrets;
    this.server = server;
    this.time = time;
    this.grace = grace;
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
    CrashPoint.BEFORE_WEBHOOK_SEND.reached();
    SendResult result = result(send);
    meters.sent(result);
    CrashPoint.AFTER_WEBHOOK_SEND.reached();
    send.results().write(result);
    // The payment's next webhook has waited for this one.
    lookAt(Lane.of(send.task().merchantId()));
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

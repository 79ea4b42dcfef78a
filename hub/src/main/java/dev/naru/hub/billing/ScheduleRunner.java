package dev.naru.hub.billing;

import dev.naru.hub.billing.BillingKeyRepository.StoredKey;
import dev.naru.hub.billing.ChargePlan.ChargeContext;
import dev.naru.hub.billing.ChargePlan.ChargeSource;
import dev.naru.hub.billing.RepeatRule.Verdict;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.time.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Executes schedules at their second: leases what is due, and charges each. At most once, since the
 * commit that enters the payment also takes the schedule out of what is pending; at least once,
 * since only that commit does (G15). Any number of nodes may run one.
 *
 * <p>Bounds (G39): {@value #MAX_UNDER_WAY} charges under way; a channel that has {@value
 * #MAX_PER_CHANNEL} of them gets no further batch, so that a PG that hangs doesn't hold up others.
 */
final class ScheduleRunner implements DueWork, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ScheduleRunner.class);

  static final int MAX_UNDER_WAY = 96;
  static final int MAX_PER_CHANNEL = 32;
  private static final int BATCH = 16;
  private static final Duration POLL = Duration.ofSeconds(1);

  /** How often it is looked whether another node has ended what it leased. */
  private static final Duration ELSEWHERE = Duration.ofMillis(20);

  /** Longer than a charge may take; whoever dies gives up what it leased after that. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** What is still under way at a stop is on record, and settled by the next start. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final String NO_KEY = "등록된 빌링키가 없어 결제하지 못했습니다.";
  private static final String NO_CHANNEL = "결제할 수 있는 채널이 없어 결제하지 못했습니다.";
  private static final String TAKEN = "이미 주문이 이루어진 건입니다";
  private static final Buyer NOBODY = new Buyer(null, null, null, null, null);

  private final DueSchedules rows;
  private final BillingKeyRepository keys;
  private final BillingKeyCharges rules;
  private final Charges charges;
  private final Merchants merchants;
  private final Channels channels;
  private final InstantSource time;
  private final boolean soleNode;
  private final ChannelLoad load = new ChannelLoad();
  private volatile @Nullable Running running;

  /**
   * @param soleNode nobody else works on this database: what is leased at the start was left by a
   *     crash
   */
  ScheduleRunner(
      DueSchedules rows,
      BillingKeyRepository keys,
      BillingKeyCharges rules,
      Charges charges,
      Merchants merchants,
      Channels channels,
      InstantSource time,
      boolean soleNode) {
    this.rows = rows;
    this.keys = keys;
    this.rules = rules;
    this.charges = charges;
    this.merchants = merchants;
    this.channels = channels;
    this.time = time;
    this.soleNode = soleNode;
  }

  @Override
  public synchronized void start() {
    if (running == null) {
      if (soleNode) {
        rows.freeAll();
      }
      Running started = new Running();
      running = started;
      started.clock.start();
    }
  }

  @Override
  public synchronized void stop() {
    Running stopped = running;
    if (stopped == null) {
      return;
    }
    running = null;
    stopped.clock.interrupt();
    stopped.workers.shutdown();
    try {
      if (!stopped.workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("charges are under way at the stop; the next start settles them");
        stopped.workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  @Override
  public void settle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (isRunning()
        && System.nanoTime() < end
        && (load.total() > 0 || rows.anyDue(time.instant()))) {
      boolean leased = round();
      if (!leased && load.total() == 0) {
        LockSupport.parkNanos(ELSEWHERE.toNanos());
      }
      boolean more = leased || load.total() >= MAX_PER_CHANNEL;
      load.awaitBelow(more ? MAX_PER_CHANNEL : 1, POLL);
    }
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return rows.nextAt(after);
  }

  private void run(Running own) {
    while (running == own) {
      int freed = load.freed();
      try {
        if (round()) {
          load.awaitBelow(MAX_UNDER_WAY, POLL);
          continue;
        }
      } catch (RuntimeException trouble) {
        // The database may be away for a while.
        log.warn("schedules wait: {}", trouble.toString());
      }
      // More may be due of a channel that has its fill: as soon as it has room, not at the poll.
      load.awaitFreed(freed, POLL);
    }
  }

  /**
   * Leases what there is room for.
   *
   * @return whether there may be more
   */
  private synchronized boolean round() {
    Running own = running;
    int room = MAX_UNDER_WAY - load.total();
    if (own == null || room <= 0) {
      return own != null;
    }
    List<Due> due =
        rows.lease(Math.min(room, BATCH), load.busy(MAX_PER_CHANNEL), time.instant(), LEASE);
    Known known = new Known();
    for (Due one : due) {
      load.begin(one.channelId());
      own.workers.execute(
          () -> {
            try {
              execute(one, known);
            } catch (RuntimeException trouble) {
              // Not entered: it stays pending, and is leased again later.
              log.warn("schedule {} waits: {}", one.schedule().id(), trouble.toString());
            } finally {
              load.end(one.channelId());
            }
          });
    }
    return !due.isEmpty();
  }

  private void execute(Due due, Known known) {
    Optional<Merchant> merchant = known.merchant(due.merchantId());
    StoredKey key = due.key();
    long channelId = key == null ? due.channelId() : key.told().channelId();
    Optional<Channel> channel = known.channel(due.merchantId(), channelId);
    if (merchant.isEmpty() || channel.isEmpty()) {
      log.error("OPERATOR: schedule {} has no channel any more", due.schedule().id());
      return;
    }
    if (key == null) {
      refuse(due, merchant.get(), channel.get(), NO_KEY);
    } else if (!BillingKeyCharges.canCharge(channel.get(), key.told().method())) {
      refuse(due, merchant.get(), channel.get(), NO_CHANNEL);
    } else {
      execute(due, merchant.get(), channel.get(), key);
    }
  }

  private void execute(Due due, Merchant merchant, Channel channel, StoredKey key) {
    Verdict verdict = rules.judge(merchant, channel, key.told()).of(due.order(), time.instant());
    if (verdict instanceof Verdict.Against(String text)) {
      refuse(due, merchant, channel, text);
      return;
    }
    String slot = BillingKeyCharges.slot(key.told(), (Verdict.Allowed) verdict);
    ChargePlan plan =
        ChargePlan.of(
            merchant, BillingKeyCharges.means(channel, key), due.order(), occasion(due, slot));
    switch (charges.byKey(plan.charge(), plan.order(), keys.open(key))) {
      case Charges.Result.OrderTaken() -> refuse(due, merchant, channel, TAKEN);
      case Charges.Result.SlotTaken() ->
          refuse(due, merchant, channel, BillingKeyCharges.TAKEN_MEANWHILE);
      case Charges.Result.GateShut() ->
          log.debug("schedule {} was revoked or taken", due.schedule().id());
      case Charges.Result result ->
          log.debug("schedule {} was executed: {}", due.schedule().id(), result);
    }
  }

  /** Executed, and failed: the merchant is told why. */
  private void refuse(Due due, Merchant merchant, Channel channel, String reason) {
    ChargeSource means =
        due.key() == null
            ? new ChargeSource(channel, due.method(), due.schedule().customerKey(), NOBODY, null)
            : BillingKeyCharges.means(channel, due.key());
    ChargePlan plan = ChargePlan.of(merchant, means, due.order(), occasion(due, null));
    charges.refuse(plan.charge(), reason);
  }

  private static ChargeContext occasion(Due due, @Nullable String slot) {
    return new ChargeContext(ChargeContext.SCHEDULED, true, slot, due.executes());
  }

  /** What the schedules of one round have in common, read once. */
  private final class Known {
    private final Map<Long, Optional<Merchant>> merchantsById = new HashMap<>();
    private final Map<Long, Optional<Channel>> channelsById = new HashMap<>();

    synchronized Optional<Merchant> merchant(long id) {
      return merchantsById.computeIfAbsent(id, merchants::byId);
    }

    synchronized Optional<Channel> channel(long merchantId, long id) {
      return channelsById.computeIfAbsent(id, _ -> channels.byId(merchantId, id));
    }
  }

  /** From one start to its stop. */
  private final class Running {
    private final ExecutorService workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("schedule-", 0).factory());
    private final Thread clock =
        Thread.ofVirtual().name("schedule-clock").unstarted(() -> ScheduleRunner.this.run(this));
  }

  /** How many charges are under way, and of which channels. Thread-safe. */
  private static final class ChannelLoad {
    private final Map<Long, Integer> byChannel = new HashMap<>();
    private int total;
    private int freed;

    synchronized void begin(long channelId) {
      byChannel.merge(channelId, 1, Integer::sum);
      total++;
    }

    synchronized void end(long channelId) {
      if (byChannel.getOrDefault(channelId, 0) == MAX_PER_CHANNEL) {
        freed++;
      }
      byChannel.merge(channelId, -1, (now, less) -> now + less == 0 ? null : now + less);
      total--;
      notifyAll();
    }

    synchronized int total() {
      return total;
    }

    synchronized Collection<Long> busy(int most) {
      return byChannel.entrySet().stream()
          .filter(each -> each.getValue() >= most)
          .map(Map.Entry::getKey)
          .toList();
    }

    /** How often a channel that had its fill has got room again. */
    synchronized int freed() {
      return freed;
    }

    /** Waits until fewer than that are under way. */
    synchronized void awaitBelow(int most, Duration atMost) {
      awaitThat(() -> total < most, atMost);
    }

    /** Waits until a channel has got room again since {@link #freed()} said so much. */
    synchronized void awaitFreed(int before, Duration atMost) {
      awaitThat(() -> freed != before, atMost);
    }

    private synchronized void awaitThat(BooleanSupplier wanted, Duration atMost) {
      long end = System.nanoTime() + atMost.toNanos();
      try {
        while (!wanted.getAsBoolean() && System.nanoTime() < end) {
          wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

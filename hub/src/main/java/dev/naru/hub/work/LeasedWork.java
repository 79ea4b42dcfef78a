package dev.naru.hub.work;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The loop that carries out due work: it finds the lanes that have due work, leases pieces of it
 * lane by lane, and carries out each on a virtual thread of its own. It looks for work at every
 * poll, when a {@link WakeUp} says that work has fallen due, and when a piece has ended.
 *
 * <p>A lease is a time in the database until which no other process takes the piece. A process that
 * dies loses its leases when they end, and another process goes on, so any number of processes may
 * run the same loop on one database, and work is carried out at least once. The transaction that
 * does the work must ensure that what may happen only once happens once.
 *
 * <p>Nothing that talks to the database is ever interrupted: that would cut the connection in the
 * middle of a statement and leave a lease that no process knows about. A stop waits for the pieces
 * that end soon, hands over the rest, and lets its threads run out.
 *
 * @param <T> a leased piece of work
 */
public abstract class LeasedWork<T> implements DueWork, SmartLifecycle {

  /** The loop starts before the web server and stops after it. */
  protected static final int PHASE = DEFAULT_PHASE - 4096;

  private static final Logger log = LoggerFactory.getLogger(LeasedWork.class);

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration JOIN = Duration.ofSeconds(10);

  /**
   * How long a failed piece's lease is given back; by then most leases have ended by themselves.
   */
  private static final Duration GIVES_BACK_FOR = Duration.ofMinutes(2);

  private static final int MOST_FAILED = 1_000;

  /**
   * How often {@link #settle} checks whether work was leased meanwhile, in this process or another.
   */
  private static final Duration LOOK = Duration.ofMillis(20);

  private final String name;
  private final Limits limits;
  private final InstantSource time;
  private final boolean soleNode;
  private final ReentrantLock oneRound = new ReentrantLock();
  private volatile @Nullable Run running;

  /**
   * The limits of one loop in one process (G39).
   *
   * @param total pieces under way at a time
   * @param perLane pieces of one lane under way at a time
   * @param refill how many pieces a lane must have room for before more are leased; a value above 1
   *     saves statements if pieces are many and short
   * @param poll the time after which the loop looks for work without a signal
   */
  public record Limits(int total, int perLane, int refill, Duration poll) {}

  /**
   * @param name the name of the work and of its threads, for logs
   * @param soleNode whether no other process works on this database; every lease found at the start
   *     then belongs to a process that died, and is freed
   */
  protected LeasedWork(String name, Limits limits, InstantSource time, boolean soleNode) {
    this.name = name;
    this.limits = limits;
    this.time = time;
    this.soleNode = soleNode;
  }

  /**
   * The lanes that have work due and not leased. This is the only query that isn't about one lane.
   */
  protected abstract Set<Lane> lanesWithDueWork(Instant now);

  /**
   * Leases due pieces of one lane, the longest due first.
   *
   * @param most the most pieces to lease; fewer in the result mean that the lane has no more
   * @param underWay pieces of this lane that this process is carrying out. They must not be leased
   *     again even if their leases have ended, as happens when a test clock leaps
   */
  protected abstract List<T> lease(Lane lane, int most, Collection<T> underWay, Instant now);

  /**
   * Carries out one piece and records its end. If it throws, the piece stays leased and is tried
   * again when {@link #giveBack} has ended the lease, or at the lease's end.
   */
  protected abstract void carryOut(T piece);

  /**
   * Ends the lease of a piece that {@link #carryOut} has failed on, so that it falls due long
   * before its lease would end. It is called at each following look for work until it returns
   * without an exception, and for {@link #GIVES_BACK_FOR} at most. It must change nothing once
   * another process has the piece. By default the piece waits for its lease's end.
   *
   * @throws RuntimeException if the database is away
   */
  protected void giveBack(T piece, Instant now) {}

  /** Whether there is work due that this process has to wait for before it is settled. */
  protected abstract boolean anyDue(Instant now);

  /**
   * Frees the leases of a process that died, so that their work is due at once. Called at the start
   * of a sole node.
   */
  protected abstract void freeLeases(Instant now);

  /**
   * Called by a stop with the pieces that didn't end in time. By default their leases simply end.
   */
  protected void handOver(List<T> left) {
    log.info("{}: {} are left to the next start or another node", name, left.size());
  }

  /** How long a stop waits for pieces under way. */
  protected Duration grace() {
    return GRACE;
  }

  final String name() {
    return name;
  }

  /** Makes the loop look now. Never blocks. */
  protected final void lookNow() {
    Run own = running;
    if (own != null) {
      own.lookNow();
    }
  }

  /**
   * Makes the loop look at one lane now, without asking which lanes have due work. Never blocks.
   */
  protected final void lookAt(Lane lane) {
    Run own = running;
    if (own != null) {
      own.lookAt(lane);
    }
  }

  /** Makes the loop look whenever the wake-up is signalled. */
  protected final void lookOn(WakeUp wakeUp) {
    wakeUp.listen(lane -> lane.ifPresentOrElse(this::lookAt, this::lookNow));
  }

  @Override
  public final synchronized void start() {
    if (running == null) {
      if (soleNode) {
        freeLeases(time.instant());
      }
      Run started = new Run();
      running = started;
      started.loop.start();
    }
  }

  /**
   * Waits for the pieces that end soon and hands over the rest. Blocks for at most about 15
   * seconds.
   */
  @Override
  public final synchronized void stop() {
    Run stopped = running;
    if (stopped == null) {
      return;
    }
    stopped.stopping = true;
    stopped.bell.release();
    try {
      if (!stopped.loop.join(JOIN)) {
        log.warn("{}: a statement hangs; what it leases is left to its lease's end", name);
      }
      if (!stopped.underWay.awaitNone(grace())) {
        handOver(stopped.underWay.all());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException trouble) {
      log.warn("{}: what is under way is left to its lease's end: {}", name, trouble.toString());
    } finally {
      stopped.workers.shutdown();
      running = null;
    }
  }

  /** Stops on a thread of its own, so that all loops stop at the same time. */
  @Override
  public final void stop(Runnable callback) {
    Thread.ofVirtual()
        .name(name + "-stop")
        .start(() -> {
          try {
            stop();
          } finally {
            callback.run();
          }
        });
  }

  @Override
  public final boolean isRunning() {
    return running != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  @Override
  public final boolean settle(Duration limit) {
    Stopwatch watch = Stopwatch.start();
    try {
      while (true) {
        Run own = running;
        if (own == null) {
          return false;
        }
        if (own.underWay.total() == 0 && isIdle(own, limit.minus(watch.took()))) {
          return true;
        }
        if (watch.took().compareTo(limit) >= 0) {
          return false;
        }
        own.lookNow();
        own.underWay.awaitEnd(LOOK);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Whether nothing is under way or due. It checks between two rounds, because within a round work
   * may be leased and not yet counted as under way.
   */
  private boolean isIdle(Run own, Duration limit) throws InterruptedException {
    if (!oneRound.tryLock(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      return own.underWay.total() == 0 && !anyDue(time.instant());
    } finally {
      oneRound.unlock();
    }
  }

  private void loop(Run own) {
    while (!own.stopping) {
      try {
        round(own);
      } catch (RuntimeException trouble) {
        // The database may be away for a while.
        log.warn("{}: could not look for work: {}", name, getMostSpecificCause(trouble).toString());
      }
      own.awaitBell();
    }
  }

  private void round(Run own) {
    oneRound.lock();
    try {
      giveBackFailed(own);
      own.askForLanes();
      for (Lane lane : List.copyOf(own.lanes)) {
        int room =
            Math.min(limits.perLane - own.underWay.in(lane), limits.total - own.underWay.total());
        if (room >= limits.refill && !own.stopping) {
          lease(own, lane, room);
        }
      }
    } finally {
      oneRound.unlock();
    }
  }

  /** Gives failed pieces back. While the database is away, the rest waits for the next look. */
  private void giveBackFailed(Run own) {
    for (Failed<T> failed = own.failed.poll(); failed != null; failed = own.failed.poll()) {
      try {
        giveBack(failed.piece, time.instant());
      } catch (RuntimeException trouble) {
        if (failed.since.took().compareTo(GIVES_BACK_FOR) < 0) {
          own.failed.offer(failed);
        }
        throw trouble;
      }
    }
  }

  private void lease(Run own, Lane lane, int room) {
    List<T> leased = lease(lane, room, own.underWay.piecesIn(lane), time.instant());
    own.underWay.begin(lane, leased);
    own.lanes.remove(lane);
    if (leased.size() == room) {
      own.lanes.add(lane); // at the end: the other lanes have their turn first
    }
    leased.forEach(piece -> own.workers.execute(() -> carryOut(own, lane, piece)));
  }

  private void carryOut(Run own, Lane lane, T piece) {
    try {
      carryOut(piece);
    } catch (RuntimeException trouble) {
      log.warn("{}: one will be tried again: {}", name, trouble.toString());
      own.failed.offer(new Failed<>(piece, Stopwatch.start()));
    } finally {
      own.underWay.end(lane, piece);
      own.ring();
    }
  }

  /** A piece that this process has leased and has failed on. */
  private record Failed<T>(T piece, Stopwatch since) {}

  /** The loop's state from one start to the next stop. */
  private final class Run {
    private final UnderWay<T> underWay = new UnderWay<>();
    private final Semaphore bell = new Semaphore(0);
    private final AtomicBoolean ask = new AtomicBoolean(true);

    /** Lanes that may have more due work than was leased from them; the first lane is next. */
    private final Set<Lane> lanes = new LinkedHashSet<>();

    /** The lanes that a signal has named since the last round. */
    private final Set<Lane> named = ConcurrentHashMap.newKeySet();

    /** Bounded, because a piece that isn't given back only waits for its lease's end. */
    private final BlockingQueue<Failed<T>> failed = new ArrayBlockingQueue<>(MOST_FAILED);

    private final ExecutorService workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    private final Thread loop =
        Thread.ofVirtual().name(name).unstarted(() -> LeasedWork.this.loop(this));
    private Stopwatch sinceAsked = Stopwatch.start();
    private volatile boolean stopping;

    private void askForLanes() {
      boolean pollIsOver = sinceAsked.took().compareTo(limits.poll) >= 0;
      if (ask.getAndSet(false) || pollIsOver) {
        sinceAsked = Stopwatch.start();
        Set<Lane> due = lanesWithDueWork(time.instant());
        lanes.retainAll(due);
        lanes.addAll(due);
      }
      for (Lane lane : List.copyOf(named)) {
        // The lane is removed first: a signal that comes from here on is looked at in the next
        // round.
        named.remove(lane);
        lanes.add(lane);
      }
    }

    private void lookAt(Lane lane) {
      named.add(lane);
      ring();
    }

    private void lookNow() {
      ask.set(true);
      ring();
    }

    /**
     * Signals that the loop should look. Any number of signals before the loop listens count as
     * one.
     */
    private void ring() {
      if (bell.availablePermits() == 0) {
        bell.release();
      }
    }

    private void awaitBell() {
      try {
        if (bell.tryAcquire(limits.poll.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        } else {
          ask.set(true);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
    }
  }
}

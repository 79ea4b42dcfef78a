package dev.naru.hub.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The loop alone, over work that is kept in memory. */
class LeasedWorkTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Lane ONE = Lane.of(1);
  private static final Lane TWO = Lane.of(2);

  private final SettableTime time = new SettableTime(Instant.parse("2026-03-02T01:00:00Z"));
  private final List<Work> started = new ArrayList<>();

  /** What is due, by lane; a piece is leased by taking it out. */
  private class Work extends LeasedWork<String> {
    final Map<Lane, List<String>> due = new LinkedHashMap<>();
    final List<String> done = new ArrayList<>();
    final List<String> handedOver = new ArrayList<>();
    final List<Integer> leases = new ArrayList<>();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final AtomicBoolean interrupted = new AtomicBoolean();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    final Semaphore arrived = new Semaphore(0);
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile String hangs = "none";

    Work(Limits limits) {
      super("test", limits, time, false);
      started.add(this);
    }

    synchronized void add(Lane lane, String... pieces) {
      due.computeIfAbsent(lane, _ -> new ArrayList<>()).addAll(List.of(pieces));
    }

    synchronized List<String> done() {
      return List.copyOf(done);
    }

    @Override
    protected synchronized Set<Lane> lanesWithDueWork(Instant now) {
      asked.incrementAndGet();
      if (failures.get() > 0) {
        failures.decrementAndGet();
        throw new IllegalStateException("the database is away");
      }
      Set<Lane> lanes = new TreeSet<>((a, b) -> Long.compare(a.merchantId(), b.merchantId()));
      due.forEach((lane, pieces) -> {
        if (!pieces.isEmpty()) {
          lanes.add(lane);
        }
      });
      return lanes;
    }

    @Override
    protected synchronized List<String> lease(
        Lane lane, int most, Collection<String> underWay, Instant now) {
      leases.add(most);
      List<String> pieces = due.getOrDefault(lane, List.of());
      List<String> leased = List.copyOf(pieces.subList(0, Math.min(most, pieces.size())));
      pieces.subList(0, leased.size()).clear();
      return leased;
    }

    @Override
    protected void carryOut(String piece) {
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      arrived.release();
      try {
        if (piece.startsWith(hangs)) {
          goOn.await();
        }
        if (piece.startsWith("broken")) {
          throw new IllegalStateException("broken");
        }
        synchronized (this) {
          done.add(piece);
        }
      } catch (InterruptedException e) {
        interrupted.set(true);
      } finally {
        atOnce.decrementAndGet();
      }
    }

    @Override
    protected synchronized boolean anyDue(Instant now) {
      return due.values().stream().anyMatch(pieces -> !pieces.isEmpty());
    }

    @Override
    protected void freeLeases(Instant now) {}

    @Override
    protected void handOver(List<String> left) {
      handedOver.addAll(left);
    }

    @Override
    protected Duration grace() {
      return Duration.ZERO;
    }

    @Override
    public Optional<Instant> nextDue(Instant after) {
      return Optional.empty();
    }

    void awaitDone(int count) {
      long end = System.nanoTime() + LIMIT.toNanos();
      while (done().size() < count) {
        assertThat(System.nanoTime()).as("done: %s", done()).isLessThan(end);
        Thread.onSpinWait();
      }
    }

    boolean awaitArrivals(int count) throws InterruptedException {
      return arrived.tryAcquire(count, 60, TimeUnit.SECONDS);
    }
  }

  @AfterEach
  void stop() {
    started.forEach(work -> work.goOn.countDown());
    started.forEach(Work::stop);
  }

  private static LeasedWork.Limits limits(int total, int perLane, int refill) {
    return new LeasedWork.Limits(total, perLane, refill, Duration.ofMinutes(10));
  }

  private static String[] pieces(String name, int count) {
    String[] pieces = new String[count];
    for (int i = 0; i < count; i++) {
      pieces[i] = name + i;
    }
    return pieces;
  }

  @Test
  void everything_that_is_due_is_carried_out_once() {
    Work work = new Work(limits(8, 4, 1));
    work.add(ONE, pieces("a", 50));
    work.add(TWO, pieces("b", 50));
    work.start();
    assertThat(work.settle(LIMIT)).isTrue();
    assertThat(work.done()).hasSize(100).doesNotHaveDuplicates();
    assertThat(work.mostAtOnce).hasValueLessThanOrEqualTo(8);
  }

  @Test
  @Tag("G39")
  void a_lane_that_hangs_fills_its_own_places_and_holds_up_no_other() throws Exception {
    Work work = new Work(limits(8, 4, 1));
    work.hangs = "slow";
    work.add(ONE, pieces("slow", 20));
    work.start();
    assertThat(work.awaitArrivals(4)).isTrue();
    work.add(TWO, pieces("b", 20));
    work.lookNow();
    assertThat(work.awaitArrivals(20)).isTrue();
    work.awaitDone(20);
    assertThat(work.settle(Duration.ofMillis(50))).as("four hang").isFalse();
    assertThat(work.done()).hasSize(20).allMatch(piece -> piece.startsWith("b"));
    assertThat(work.arrived.availablePermits()).isZero();
  }

  @Test
  void a_lane_is_leased_from_again_only_when_enough_of_its_places_are_free() throws Exception {
    Work work = new Work(limits(8, 8, 4));
    work.add(ONE, pieces("a", 40));
    work.start();
    assertThat(work.settle(LIMIT)).isTrue();
    assertThat(work.done()).hasSize(40);
    assertThat(work.leases).allMatch(most -> most >= 4);
  }

  @Test
  void a_wake_up_is_seen_long_before_the_next_poll() throws Exception {
    Work work = new Work(limits(8, 4, 1));
    WakeUp wakeUp = new WakeUp();
    work.lookOn(wakeUp);
    work.start();
    assertThat(work.settle(LIMIT)).isTrue();
    work.add(ONE, "a");
    wakeUp.signal();
    assertThat(work.awaitArrivals(1)).isTrue();
  }

  @Test
  void a_wake_up_that_names_a_lane_makes_the_loop_ask_for_no_others() throws Exception {
    Work work = new Work(limits(8, 4, 1));
    WakeUp wakeUp = new WakeUp();
    work.lookOn(wakeUp);
    work.start();
    assertThat(work.settle(LIMIT)).isTrue();
    int asked = work.asked.get();
    for (int i = 0; i < 10; i++) {
      work.add(ONE, "a" + i);
      wakeUp.signal(ONE);
      assertThat(work.awaitArrivals(1)).isTrue();
    }
    // The look that settling asked for may come only now.
    assertThat(work.asked.get()).isLessThanOrEqualTo(asked + 1);
  }

  @Test
  void work_is_found_by_polling_too() throws Exception {
    Work work = new Work(new LeasedWork.Limits(8, 4, 1, Duration.ofMillis(5)));
    work.start();
    work.add(ONE, "a");
    assertThat(work.awaitArrivals(1)).isTrue();
  }

  @Test
  void a_piece_that_fails_frees_its_place_and_stops_nothing() {
    Work work = new Work(limits(2, 2, 1));
    work.add(ONE, pieces("broken", 5));
    work.add(ONE, "good");
    work.start();
    assertThat(work.settle(LIMIT)).isTrue();
    assertThat(work.done()).containsExactly("good");
  }

  @Test
  void a_database_that_comes_back_is_asked_again() {
    Work work = new Work(limits(2, 2, 1));
    work.failures.set(3);
    work.add(ONE, "a");
    work.start();
    assertThat(work.settle(LIMIT)).isTrue();
    assertThat(work.done()).containsExactly("a");
  }

  @Test
  @Tag("G39")
  void a_stop_interrupts_nothing_hands_over_what_hangs_and_leases_nothing_more() throws Exception {
    Work work = new Work(limits(8, 4, 1));
    work.hangs = "slow";
    work.add(ONE, pieces("slow", 6));
    work.start();
    assertThat(work.awaitArrivals(4)).isTrue();
    work.stop();
    assertThat(work.isRunning()).isFalse();
    assertThat(work.handedOver).containsExactlyInAnyOrder("slow0", "slow1", "slow2", "slow3");
    assertThat(work.settle(LIMIT)).as("nobody works").isFalse();
    work.goOn.countDown();
    work.start();
    assertThat(work.settle(LIMIT)).as("started again").isTrue();
    work.stop();
    assertThat(work.done()).contains("slow4", "slow5");
    assertThat(work.interrupted).isFalse();
  }
}

package dev.naru.hub.crash;

import static dev.naru.hub.billing.Subscriber.CARD;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Merchants' servers and buyers that all ask at once: charges by card and by key, windows of both
 * PGs, schedules, cancels and parts of them; some of the PG's answers get lost. It remembers what
 * it was told, which no crash may undo.
 */
public final class MixedLoad implements Acknowledged, AutoCloseable {

  private static final List<String> FAULTS =
      List.of("timeout_after_approval", "timeout_before_approval", "garbage_answer");

  private static final long DOWN_PAUSE_NANOS = 200_000_000;

  private final Shop shop;
  private final World world;
  private final Random random;
  private final double faultShare;
  private final List<Subscriber> subscribers;
  private final List<Thread> workers;
  private final long pauseNanos;
  private final Map<String, String> paidOrders = new ConcurrentHashMap<>();
  private final Map<String, Long> cancelled = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> cancellable = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private volatile boolean stopping;
  private volatile boolean paused;
  private final AtomicInteger working = new AtomicInteger();

  /**
   * Begins at once; a hub must be running.
   *
   * @param perSecond operations a second, or 0 for as many as possible
   * @param faultShare of the charges, whose answer the PG loses
   */
  public MixedLoad(
      World world, Shop shop, int workers, double perSecond, double faultShare, long seed) {
    this.shop = shop;
    this.world = world;
    this.random = new Random(seed);
    this.faultShare = faultShare;
    this.pauseNanos = perSecond == 0 ? 0 : (long) (1e9 * workers / perSecond);
    this.subscribers =
        IntStream.range(0, 5).mapToObj(i -> Subscriber.withCard(shop, CARD)).toList();
    this.workers =
        IntStream.range(0, workers)
            .mapToObj(i -> Thread.ofVirtual().name("load-" + i).start(this::work))
            .toList();
  }

  /** How much was asked and told. */
  public record Figures(int asked, int acknowledged, int cut) {
    @Override
    public String toString() {
      return "%d operations, %d acknowledged, %d cut off".formatted(asked, acknowledged, cut);
    }
  }

  public Figures figures() {
    return new Figures(asked.get(), acknowledged.get(), cut.get());
  }

  @Override
  public Map<String, String> paidOrders() {
    return paidOrders;
  }

  @Override
  public Map<String, Long> cancelled() {
    return cancelled;
  }

  /** Asks for nothing more until {@link #goOn}; returns when every answer is in. */
  public void pause() {
    paused = true;
    while (working.get() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  public void goOn() {
    paused = false;
    workers.forEach(LockSupport::unpark);
  }

  private void work() {
    long next = System.nanoTime() + ThreadLocalRandom.current().nextLong(pauseNanos + 1);
    while (!stopping) {
      if (paused) {
        LockSupport.parkNanos(20_000_000);
        continue;
      }
      working.incrementAndGet();
      try {
        if (!paused) {
          asked.incrementAndGet();
          operate();
        }
      } catch (UncheckedIOException died) {
        cut.incrementAndGet();
        LockSupport.parkNanos(DOWN_PAUSE_NANOS);
      } catch (AssertionError | RuntimeException refused) {
        // A window that didn't open, an answer that is no JSON: nothing was acknowledged.
        cut.incrementAndGet();
        LockSupport.parkNanos(DOWN_PAUSE_NANOS);
      } finally {
        working.decrementAndGet();
      }
      if (pauseNanos > 0) {
        next = Math.max(next + pauseNanos, System.nanoTime() - pauseNanos);
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  private void operate() {
    int dice;
    @Nullable String fault;
    synchronized (random) {
      dice = random.nextInt(100);
      fault = random.nextDouble() < faultShare ? FAULTS.get(random.nextInt(FAULTS.size())) : null;
    }
    String order = "load_" + Shop.newOrder() + "_" + asked.get();
    if (dice < 30) {
      lose(fault, order);
      note(order, Subscriber.onetime(shop, CARD, Subscriber.order(order, 6_000)));
    } else if (dice < 50) {
      lose(fault, order);
      note(order, subscribers.get(dice % subscribers.size()).again(order, 6_000));
    } else if (dice < 62) {
      HttpBuyer.Window window = shop.buyer().opens(order, 6_000);
      if (fault != null) {
        world.scenario(window.paymentNumber(), fault, "");
      }
      window.agrees().post();
      looked(order, window.paymentNumber());
    } else if (dice < 72) {
      PhoneBuyer.Window window =
          new PhoneBuyer(shop).opens(PhoneBuyer.order("phone", order, 6_000));
      window.agrees().post();
      looked(order, window.paymentNumber());
    } else if (dice < 78) {
      subscribers
          .get(dice % subscribers.size())
          .schedules(order, 6_000, world.time.instant().plusSeconds(2));
    } else {
      cancel(dice < 89);
    }
  }

  private void lose(@Nullable String fault, String order) {
    if (fault != null) {
      world.scenarioOfOrder(World.INICIS, order, fault, "");
    }
  }

  /** A buyer's shop looks the payment up, and believes what it reads. */
  private void looked(String order, String paymentNumber) {
    note(order, shop.get("/payments/" + paymentNumber));
  }

  private void note(String order, Answer answer) {
    if (answer.code() == 0 && Subscriber.statusIn(answer).equals("paid")) {
      acknowledged.incrementAndGet();
      String paymentNumber = Subscriber.paymentNumberIn(answer);
      paidOrders.put(order, paymentNumber);
      cancellable.add(paymentNumber);
    }
  }

  private void cancel(boolean whole) {
    String paymentNumber = cancellable.poll();
    if (paymentNumber == null) {
      return;
    }
    Answer answer = whole ? shop.cancel(paymentNumber) : shop.cancel(paymentNumber, 1_000);
    if (answer.code() == 0) {
      acknowledged.incrementAndGet();
      cancelled.merge(paymentNumber, answer.response().path("cancel_amount").asLong(0), Math::max);
    }
    if (!whole) {
      cancellable.add(paymentNumber);
    }
  }

  @Override
  public void close() {
    stopping = true;
    workers.forEach(LockSupport::unpark);
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}

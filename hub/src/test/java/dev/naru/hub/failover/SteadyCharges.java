package dev.naru.hub.failover;

import static dev.naru.hub.billing.Subscriber.CARD;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.crash.Acknowledged;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A merchant's server that charges a billing key at a fixed pace, whatever becomes of the charges
 * before, and asks again with the same order number where it got no answer. It remembers what it
 * was told, and when.
 */
final class SteadyCharges implements Acknowledged, AutoCloseable {

  private static final long AMOUNT = 1_000;
  private static final int MOST_UNDER_WAY = 300;
  private static final int TRIES = 60;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Subscriber> ways;
  private final long everyNanos;
  private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
  private final Map<String, String> paid = new ConcurrentHashMap<>();
  private final ConcurrentSkipListSet<Long> paidAt = new ConcurrentSkipListSet<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger leftToTheHub = new AtomicInteger();
  private final AtomicInteger notBegun = new AtomicInteger();
  private final Thread pacer;
  private volatile boolean stopping;

  /**
   * Begins at once; a hub must be running.
   *
   * @param shops the same merchant at each address that it may use: one behind a proxy, else one a
   *     hub, which take turns
   */
  SteadyCharges(List<Shop> shops, double perSecond) {
    Subscriber subscriber = Subscriber.withCard(shops.getFirst(), CARD);
    ways =
        shops.stream()
            .map(shop -> new Subscriber(shop.patientFor(PATIENCE), subscriber.uid()))
            .toList();
    everyNanos = (long) (1e9 / perSecond);
    pacer = Thread.ofVirtual().name("pace").start(this::pace);
  }

  @Override
  public Map<String, String> paidOrders() {
    return paid;
  }

  @Override
  public Map<String, Long> cancelled() {
    return Map.of();
  }

  /** How many payments were acknowledged. */
  int acknowledged() {
    return paid.size();
  }

  /**
   * The longest time without an acknowledged payment.
   *
   * @param from a time of {@link System#nanoTime}, until now
   */
  Duration longestGap(long from) {
    long before = from;
    long longest = 0;
    for (long at : paidAt.tailSet(from)) {
      longest = Math.max(longest, at - before);
      before = at;
    }
    return Duration.ofNanos(Math.max(longest, System.nanoTime() - before));
  }

  /** For the table: how often it had to ask again, and how many it was told nothing of. */
  String trouble() {
    return "%d asked again, %d left to the hub, %d not begun"
        .formatted(repeated.get(), leftToTheHub.get(), notBegun.get());
  }

  private void pace() {
    long next = System.nanoTime();
    for (int number = 0; !stopping; number++) {
      int own = number;
      if (places.tryAcquire()) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                charge(own);
              } finally {
                places.release();
              }
            });
      } else {
        notBegun.incrementAndGet();
      }
      next += everyNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void charge(int number) {
    String order = "steady_" + Shop.newOrder();
    for (int attempt = 0; attempt < TRIES && !stopping; attempt++) {
      if (attempt > 0) {
        repeated.incrementAndGet();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      try {
        Answer answer = ways.get((number + attempt) % ways.size()).again(order, AMOUNT);
        if (answer.code() == 0 && Subscriber.statusIn(answer).equals("paid")) {
          paidAt.add(System.nanoTime());
          paid.put(order, Subscriber.paymentNumberIn(answer));
          return;
        }
        if (answer.status() < 500) {
          break; // The order is taken: another try of this charge has a place in the books.
        }
      } catch (RuntimeException | AssertionError noAnswer) {
        // No connection, no answer in time, or the proxy's own page.
      }
    }
    leftToTheHub.incrementAndGet();
  }

  /** Asks for nothing more; returns when every answer is in. */
  @Override
  public void close() {
    stopping = true;
    try {
      pacer.join();
      places.acquire(MOST_UNDER_WAY);
      places.release(MOST_UNDER_WAY);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

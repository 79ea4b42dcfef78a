package dev.naru.hub.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shares out a fixed amount of something, and gives each address no more than its share. A request
 * that can't be met is refused at once. Only addresses that hold some are remembered. Thread-safe.
 */
final class Shares {

  /** The result of {@link #take}. */
  enum Taken {
    YES,
    /** The address would have more than its share. */
    ADDRESS_FULL,
    /** All addresses together would have more than there is. */
    ALL_FULL
  }

  private final long all;
  private final long perAddress;
  private final AtomicLong taken = new AtomicLong();
  private final ConcurrentMap<String, Long> byAddress = new ConcurrentHashMap<>();

  Shares(long all, long perAddress) {
    this.all = all;
    this.perAddress = perAddress;
  }

  /** Takes an amount for an address. After {@code YES} the same amount must be given back once. */
  Taken take(String address, long amount) {
    if (taken.addAndGet(amount) > all) {
      taken.addAndGet(-amount);
      return Taken.ALL_FULL;
    }
    long[] before = new long[1];
    byAddress.compute(
        address,
        (_, has) -> {
          before[0] = has == null ? 0 : has;
          return before[0] + amount > perAddress ? has : Long.valueOf(before[0] + amount);
        });
    if (before[0] + amount > perAddress) {
      taken.addAndGet(-amount);
      return Taken.ADDRESS_FULL;
    }
    return Taken.YES;
  }

  void giveBack(String address, long amount) {
    if (amount > 0) {
      taken.addAndGet(-amount);
      byAddress.computeIfPresent(address, (_, has) -> has <= amount ? null : has - amount);
    }
  }

  /** How much is taken now. */
  long taken() {
    return taken.get();
  }
}

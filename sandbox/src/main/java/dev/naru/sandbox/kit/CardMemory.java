package dev.naru.sandbox.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers card numbers between the buyer's entry and the approval, so that a scenario can match
 * one. The numbers are only in memory: at most a thousand, each until it is taken or the process
 * ends.
 */
public final class CardMemory {

  private static final int LIMIT = 1_000;

  private final Map<String, String> numbers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > LIMIT;
        }
      };

  /** Remembers the number of a payment. */
  public synchronized void remember(String payment, String number) {
    numbers.put(payment, number);
  }

  /** Removes the number of a payment and returns it; null when there is none. */
  public synchronized @Nullable String take(String payment) {
    return numbers.remove(payment);
  }

  /** Leaves the numbers out. */
  @Override
  public String toString() {
    return "CardMemory";
  }
}

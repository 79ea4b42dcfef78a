package dev.naru.pg.mobilians.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Card numbers between the buyer's click and the approval, so that a tester's scenario can name
 * one. In memory alone, at most a thousand, each gone once it was asked for; a restart forgets
 * them.
 */
final class CardMemory {

  private static final int LIMIT = 1_000;

  private final Map<String, String> numbers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > LIMIT;
        }
      };

  synchronized void keep(String tid, String number) {
    numbers.put(tid, number);
  }

  synchronized @Nullable String forget(String tid) {
    return numbers.remove(tid);
  }

  @Override
  public String toString() {
    return "CardMemory";
  }
}

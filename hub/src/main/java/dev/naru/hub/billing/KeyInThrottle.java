package dev.naru.hub.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.pg.spi.CardData;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The brake on card testing (G38): who tries stolen numbers by key-in is told "too many" before the
 * PG is asked. It counts refusals, by card, by calling address and by merchant; a card is known by
 * a keyed digest that lives in this process alone. Each hub process counts for itself. Thread-safe.
 */
final class KeyInThrottle {

  /** Refusals of one card of one merchant in an hour. */
  static final int PER_CARD = 5;

  /** Refusals from one calling address in ten minutes. */
  static final int PER_CALLER = 30;

  /** Refusals of one merchant's cards in ten minutes. */
  static final int PER_MERCHANT = 60;

  /** How many counters are kept; the one longest untouched goes first. */
  private static final int COUNTERS = 20_000;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final InstantSource time;
  private final SecretKeySpec key;
  private final Map<String, Deque<Instant>> refusals =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > COUNTERS;
        }
      };

  KeyInThrottle(InstantSource time) {
    this.time = time;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, "HmacSHA256");
  }

  /** Who tries what. */
  record Try(String card, String caller, String merchant) {}

  Try of(long merchantId, CardData card, String caller) {
    return new Try(
        "card " + merchantId + " " + digest(card), "caller " + caller, "merchant " + merchantId);
  }

  synchronized boolean allows(Try wanted) {
    Instant now = time.instant();
    return count(wanted.card(), now.minus(HOUR)) < PER_CARD
        && count(wanted.caller(), now.minus(TEN_MINUTES)) < PER_CALLER
        && count(wanted.merchant(), now.minus(TEN_MINUTES)) < PER_MERCHANT;
  }

  synchronized void refused(Try tried) {
    Instant now = time.instant();
    note(tried.card(), now, PER_CARD);
    note(tried.caller(), now, PER_CALLER);
    note(tried.merchant(), now, PER_MERCHANT);
  }

  private int count(String counter, Instant since) {
    Deque<Instant> times = refusals.get(counter);
    if (times == null) {
      return 0;
    }
    while (!times.isEmpty() && times.getFirst().isBefore(since)) {
      times.removeFirst();
    }
    return times.size();
  }

  private void note(String counter, Instant now, int most) {
    Deque<Instant> times = refusals.computeIfAbsent(counter, _ -> new ArrayDeque<>());
    times.addLast(now);
    if (times.size() > most) {
      times.removeFirst();
    }
  }

  private String digest(CardData card) {
    return card.number()
        .lend(number -> {
          try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return new String(Base64.getEncoder().encode(mac.doFinal(number)), UTF_8);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}

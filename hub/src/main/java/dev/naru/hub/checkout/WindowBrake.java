package dev.naru.hub.checkout;

import dev.naru.hub.brake.CallerNetwork;
import dev.naru.hub.brake.LocalBrake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The brake on windows that nobody has logged in for (G38): how much one address, and all of one
 * merchant's pages, may have stored. A small window counts as a kilobyte, so that their number is
 * bounded too. Each process counts for itself. Thread-safe.
 */
final class WindowBrake {

  /** What the caller is told, in V1's words and V1's envelope. */
  static final SequencedMap<String, @Nullable Object> REFUSAL = new LinkedHashMap<>();

  static {
    REFUSAL.put("code", -1);
    REFUSAL.put("message", "결제 창 호출이 너무 많습니다. 잠시 후 다시 시도해 주세요.");
    REFUSAL.put("response", null);
  }

  /** Bytes from one address in a minute; some 4,000 windows of the usual size. */
  static final long PER_ADDRESS_AND_MINUTE = 4 << 20;

  static final long PER_ADDRESS_AND_DAY = 256L << 20;

  /** Bytes of one merchant in a minute, whoever sends them. */
  static final long PER_MERCHANT_AND_MINUTE = 32 << 20;

  private static final int LEAST_BYTES = 1 << 10;

  private final LocalBrake ofAddresses;
  private final LocalBrake ofAddressesInADay;
  private final LocalBrake ofMerchants;

  WindowBrake(InstantSource time) {
    ofAddresses = new LocalBrake(PER_ADDRESS_AND_MINUTE, Duration.ofMinutes(1), time);
    ofAddressesInADay = new LocalBrake(PER_ADDRESS_AND_DAY, Duration.ofDays(1), time);
    ofMerchants = new LocalBrake(PER_MERCHANT_AND_MINUTE, Duration.ofMinutes(1), time);
  }

  /**
   * Counts a window.
   *
   * @return how long the caller is to wait, if it is one too many; empty if it isn't
   */
  Optional<Duration> use(String address, String userCode, int bytes) {
    long counted = Math.max(LEAST_BYTES, bytes);
    String caller = CallerNetwork.of(address);
    return ofAddresses
        .use(caller, counted)
        .or(() -> ofAddressesInADay.use(caller, counted))
        .or(() -> ofMerchants.use(userCode, counted));
  }
}

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
 * Limits the payment windows that browsers can open without a login (G38): how many bytes one
 * address, and all pages of one merchant, may have stored. A window counts as at least a kilobyte,
 * so that the number of windows is limited too. Each process counts for itself. Thread-safe.
 */
final class WindowBrake {

  /** The answer to a refused caller, in V1's words and V1's envelope. */
  static final SequencedMap<String, @Nullable Object> REFUSAL = new LinkedHashMap<>();

  static {
    REFUSAL.put("code", -1);
    REFUSAL.put("message", "결제 창 호출이 너무 많습니다. 잠시 후 다시 시도해 주세요.");
    REFUSAL.put("response", null);
  }

  /**
   * How many bytes may come from one address in a minute: about 4,000 windows of the usual size.
   */
  static final long PER_ADDRESS_AND_MINUTE = 4 << 20;

  static final long PER_ADDRESS_AND_DAY = 256L << 20;

  /** How many bytes may come for one merchant in a minute, from all addresses together. */
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
   * @return how long the caller must wait, if there are too many; else empty
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

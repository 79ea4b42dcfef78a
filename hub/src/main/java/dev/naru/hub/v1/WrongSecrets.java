package dev.naru.hub.v1;

import dev.naru.hub.brake.CallerNetwork;
import dev.naru.hub.brake.LocalBrake;
import dev.naru.hub.vault.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Limits the guessing of API secrets (G38). A key is blocked only for the address that guessed at
 * it, so that nobody can lock a merchant out from elsewhere. An address that guesses at many keys
 * gets the same answer, but a right secret from it still passes. Each process counts for itself.
 * Thread-safe.
 */
final class WrongSecrets {

  /** How many wrong secrets one address may send for one key in a minute. */
  static final int PER_KEY_AND_ADDRESS = 20;

  /** How many wrong secrets one address may send in a minute. */
  static final int PER_ADDRESS = 100;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LocalBrake ofKeys;
  private final LocalBrake ofAddresses;

  WrongSecrets(InstantSource time) {
    ofKeys = new LocalBrake(PER_KEY_AND_ADDRESS, MINUTE, time);
    ofAddresses = new LocalBrake(PER_ADDRESS, MINUTE, time);
  }

  /** How long this key stays blocked for this address; empty if it isn't blocked. */
  Optional<Duration> heldUp(String key, String address) {
    return ofKeys.full(name(key, address), 1);
  }

  /**
   * Counts a wrong secret.
   *
   * @return how long the caller must wait, if it has sent too many; else empty
   */
  Optional<Duration> count(String key, String address) {
    Optional<Duration> ofKey = ofKeys.use(name(key, address), 1);
    Optional<Duration> ofAddress = ofAddresses.use(CallerNetwork.of(address), 1);
    return ofKey.or(() -> ofAddress);
  }

  /**
   * The name of a counter. It holds a digest of the key, because a made-up key may be as long as a
   * request's body.
   */
  private static String name(String key, String address) {
    return CallerNetwork.of(address) + " " + HexFormat.of().formatHex(Sha256.of(key), 0, 16);
  }
}

package dev.naru.hub.v1;

import dev.naru.hub.brake.CallerNetwork;
import dev.naru.hub.brake.LocalBrake;
import dev.naru.hub.vault.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The brake on guessing API secrets (G38). A key is held up for the address alone that guessed at
 * it: nobody can lock a merchant out from elsewhere. An address that guesses at many keys is told
 * so too, though a right secret still passes. Each process counts for itself. Thread-safe.
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

  /** How long this address isn't answered about this key; empty if it is. */
  Optional<Duration> heldUp(String key, String address) {
    return ofKeys.full(name(key, address), 1);
  }

  /**
   * Counts a wrong secret.
   *
   * @return how long the caller is to wait, if it is one too many; empty if it isn't
   */
  Optional<Duration> count(String key, String address) {
    Optional<Duration> ofKey = ofKeys.use(name(key, address), 1);
    Optional<Duration> ofAddress = ofAddresses.use(CallerNetwork.of(address), 1);
    return ofKey.or(() -> ofAddress);
  }

  /** A made-up key may be as long as a body: its digest is all that is remembered. */
  private static String name(String key, String address) {
    return CallerNetwork.of(address) + " " + HexFormat.of().formatHex(Sha256.of(key), 0, 16);
  }
}

package dev.naru.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The control calls that only the playground can answer, because they reach the hub. The sandbox
 * turns them from and to JSON; the playground implements them.
 */
public interface PlaygroundControl {

  /** Waits until everything that is due has ended, at most {@code limit}. */
  void settle(Duration limit);

  /** When something of the hub falls due next, after that time; empty where nothing is planned. */
  Optional<Instant> nextDue(Instant after);

  /**
   * Sets a setting of the demo merchant.
   *
   * @return the value before
   * @throws IllegalArgumentException names an unknown setting or value
   */
  String putSetting(String name, String value);

  /**
   * Makes a further merchant.
   *
   * @param channels each as {@code pg}, {@code mid} and optional settings
   * @return {@code user_code}, {@code key}, {@code secret}
   */
  Map<String, String> newMerchant(List<Map<String, String>> channels, Optional<String> tier);

  /** For a sandbox that runs without a hub. */
  PlaygroundControl NONE =
      new PlaygroundControl() {
        @Override
        public void settle(Duration limit) {}

        @Override
        public Optional<Instant> nextDue(Instant after) {
          return Optional.empty();
        }

        @Override
        public String putSetting(String name, String value) {
          throw new UnsupportedOperationException("only in the playground");
        }

        @Override
        public Map<String, String> newMerchant(
            List<Map<String, String>> channels, Optional<String> tier) {
          throw new UnsupportedOperationException("only in the playground");
        }
      };
}

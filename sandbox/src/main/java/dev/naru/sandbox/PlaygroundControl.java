package dev.naru.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the control calls that reaches into the hub. The sandbox reads and writes the JSON;
 * the playground, which holds hub and sandbox, implements this interface.
 */
public interface PlaygroundControl {

  /** Waits until the hub's due work has ended, at most {@code limit} of real time. */
  void settle(Duration limit);

  /** The earliest due time of the hub's work after the given time; empty when none is planned. */
  Optional<Instant> nextDue(Instant after);

  /**
   * Sets a setting of the demo merchant.
   *
   * @return the previous value
   * @throws IllegalArgumentException when the setting or the value is unknown; the message names it
   */
  String putSetting(String name, String value);

  /**
   * Creates a further merchant.
   *
   * @param channels the merchant's channels, each with {@code pg}, {@code mid} and optional
   *     settings
   * @param tier the code of a sub-merchant (V1's {@code Tier} header); empty for none
   * @return {@code user_code}, {@code key}, {@code secret}
   * @throws IllegalArgumentException when a channel's value is unknown; the message names it
   */
  Map<String, String> newMerchant(List<Map<String, String>> channels, Optional<String> tier);

  /** Addresses that the sandbox's page links to, keyed by the words of the links. */
  default Map<String, String> places() {
    return Map.of();
  }

  /** The hub's payments whose outcome is unknown, oldest first, as JSON objects. */
  default List<Map<String, Object>> unresolved() {
    throw new UnsupportedOperationException("only in the playground");
  }

  /**
   * Has the PG asked about a case of {@link #unresolved}, or closes it as a person says.
   *
   * @param word empty to ask; else {@code verdict}, {@code reason}, {@code who} and for some
   *     verdicts {@code pg_tid}
   * @return the result in one word
   * @throws IllegalArgumentException when there is no such case or a value isn't accepted; the
   *     message says why
   */
  default String resolve(String id, Map<String, String> word) {
    throw new UnsupportedOperationException("only in the playground");
  }

  /** The newest webhooks of all merchants, without their sends, as JSON objects. */
  default List<Map<String, Object>> webhooks() {
    throw new UnsupportedOperationException("only in the playground");
  }

  /**
   * A webhook with its sends, as a JSON object.
   *
   * @throws IllegalArgumentException when no webhook has this id
   */
  default Map<String, Object> webhook(String id) {
    throw new UnsupportedOperationException("only in the playground");
  }

  /**
   * Sends a webhook again, as the console does.
   *
   * @throws IllegalArgumentException when no webhook has this id, or it has no address
   */
  default void resendWebhook(String id) {
    throw new UnsupportedOperationException("only in the playground");
  }

  /** The implementation for a sandbox that runs without a hub: nothing is ever due there. */
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

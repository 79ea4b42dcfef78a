package dev.naru.hub.channel;

import java.util.Map;

/**
 * The keys that PGs publish for everybody's tests. Only a hub beside emulated PGs has them, so that
 * a sandbox channel there needs only a MID.
 */
@FunctionalInterface
public interface PublishedTestKeys {

  /** No published keys: for a hub without emulated PGs. */
  PublishedTestKeys NONE = mid -> Map.of();

  /**
   * The test keys that the PG publishes for this MID, as values of a channel's settings by their
   * keys; empty when it publishes none.
   */
  Map<String, String> of(String mid);
}

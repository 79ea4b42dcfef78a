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

  /** The settings of a channel with this MID; empty where none are public. */
  Map<String, String> of(String mid);
}

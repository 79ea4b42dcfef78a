package dev.naru.hub.channel;

import java.util.Map;

/**
 * The keys that PGs publish for everybody's tests. Only a hub beside emulated PGs has them, so that
 * a sandbox channel there needs no more than its MID.
 */
@FunctionalInterface
public interface PublishedTestKeys {

  /** Where no PG is emulated. */
  PublishedTestKeys NONE = mid -> Map.of();

  /** The settings of a channel with this MID; empty where none are public. */
  Map<String, String> of(String mid);
}

package dev.naru.hub.database;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Draws UUIDs of version 7 (RFC 9562, section 5.7): they sort by the time at which they were drawn,
 * so a table can be partitioned by them. They need no sequence, which nodes of a distributed
 * database would have to share. Ids of one instance are strictly ascending, even where the clock
 * stands still or goes back. Ids from two nodes sort only as exactly as the nodes' clocks agree, so
 * a table that needs an exact order needs a column for it. Thread-safe.
 */
public final class TimeOrderedIds {

  private static final int COUNTER_BITS = 12;
  private static final long VERSION_7 = 0x7000L;

  private final InstantSource time;
  private final AtomicLong last = new AtomicLong(); // milliseconds, then the 12-bit counter

  public TimeOrderedIds(InstantSource time) {
    this.time = time;
  }

  /** The smallest id of a time: every id that was drawn before that time is smaller. */
  public static UUID least(Instant at) {
    return new UUID(at.toEpochMilli() << 16, 0);
  }

  /**
   * The time at which an id was drawn, to the millisecond; slightly too late where many were drawn
   * at once.
   */
  public static Instant drawnAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** Reads an id as it stands in an address; empty for any other text. */
  public static Optional<UUID> read(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  public UUID next() {
    long now = time.millis() << COUNTER_BITS;
    long stamp = last.updateAndGet(before -> Math.max(now, before + 1));
    long counter = stamp & 0xFFF;
    // Variant and 62 random bits, as every UUID has them.
    long low = UUID.randomUUID().getLeastSignificantBits();
    return new UUID(stamp >>> COUNTER_BITS << 16 | VERSION_7 | counter, low);
  }
}

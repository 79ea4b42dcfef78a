package dev.naru.hub.work;

import java.time.Instant;
import java.util.Set;

/** A module's rows that have an age at which they go (docs/reference/limits.md). */
public interface OldRows {

  /** What they are called in logs. */
  String name();

  /** The merchants that have some. */
  Set<Long> merchants(Instant now);

  /**
   * Deletes some of one merchant's, the oldest first.
   *
   * @return how many; fewer than {@code most} if there are no more
   */
  int delete(long merchantId, int most, Instant now);
}

package dev.naru.hub.work;

import java.time.Instant;
import java.util.Set;

/** Rows of a module that are deleted at a certain age (docs/reference/limits.md). */
public interface OldRows {

  /** The name of the rows in logs. */
  String name();

  /** The merchants that have rows old enough. */
  Set<Long> merchants(Instant now);

  /**
   * Deletes old rows of one merchant, oldest first.
   *
   * @param most how many at most
   * @return how many were deleted; fewer than {@code most} if there are no more
   */
  int delete(long merchantId, int most, Instant now);
}

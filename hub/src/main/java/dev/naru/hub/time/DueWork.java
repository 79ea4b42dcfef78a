package dev.naru.hub.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that works on what falls due, and can tell when nothing is due any more. */
public interface DueWork {

  /** Blocks until nothing is due and nothing is under way, at most {@code limit}. */
  void settle(Duration limit);

  /**
   * When the next thing of it falls due, after that time. Empty where nothing is planned, or where
   * its time matters to nobody who moves the clock.
   */
  Optional<Instant> nextDue(Instant after);
}

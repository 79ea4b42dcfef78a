package dev.naru.hub.time;

import java.time.Duration;

/** Something that works on what falls due, and can tell when nothing is due any more. */
public interface Settles {

  /** Blocks until nothing is due and nothing is under way, at most {@code limit}. */
  void settle(Duration limit);
}

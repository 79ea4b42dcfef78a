package dev.naru.hub.time;

import java.time.Duration;

/**
 * Something that works off what has fallen due. Whoever moves the clock (the playground does) waits
 * for every bean of this type, so that its caller sees the effects.
 */
public interface Settles {

  /**
   * Returns when nothing that is due by now is left undone, or when {@code limit} has passed.
   *
   * @param limit real time, not the clock's
   */
  void settle(Duration limit);
}

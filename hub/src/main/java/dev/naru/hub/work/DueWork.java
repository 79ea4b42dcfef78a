package dev.naru.hub.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Work that is carried out when it falls due. Code that moves the clock can wait for it. */
public interface DueWork {

  /**
   * Blocks until nothing is due and nothing is under way in this process. Work that another process
   * has leased, and work that waits for its next try, doesn't count as due.
   *
   * @param limit the longest time to wait, in real time
   * @return false if work was left at the limit, or if no loop is running that carries it out
   */
  boolean settle(Duration limit);

  /**
   * The earliest time later than {@code after} at which more work falls due. The result is empty if
   * nothing is planned.
   */
  Optional<Instant> nextDue(Instant after);
}

package dev.naru.hub.webhook;

import dev.naru.hub.work.Lane;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds, leases and ends webhooks that are to be sent. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
interface DueTasks {

  /** The merchants that have tasks due and not leased, some of which may have to wait. */
  Set<Lane> lanes(Instant now);

  /**
   * Leases due tasks of a merchant, the longest due first.
   *
   * @param underWay tasks that this process is sending. They aren't leased again even if the clock
   *     leapt past their leases
   */
  List<DueTask> lease(long merchantId, int most, Collection<DueTask> underWay, Instant now);

  /** Writes the history of sends and the state of their tasks in one transaction. */
  void write(long merchantId, List<SendResult> results);

  /** Gives tasks back unsent, so that any process can lease them at once. */
  void release(List<DueTask> tasks);

  /** When the first send after {@code after} falls due; empty if none is planned. */
  Optional<Instant> nextDue(Instant after);

  /** Ends all leases. Call it only at the start of a single node. */
  void freeAll();

  /** Whether a send is due or under way, in this process or another. */
  boolean anyDue(Instant now);
}

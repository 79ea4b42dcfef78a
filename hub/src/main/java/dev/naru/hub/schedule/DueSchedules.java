package dev.naru.hub.schedule;

import dev.naru.hub.work.Lane;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and leases due schedules. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
interface DueSchedules {

  /** The channels, of all merchants, that have schedules due. */
  Set<Lane> lanes(Instant now);

  /**
   * Leases due schedules of one channel, the longest due first. The lease is longer than a charge
   * may take. It only keeps other nodes from trying in vain: which node executes a schedule is
   * decided in the commit that enters its payment (G15).
   *
   * @param underWay schedules that this node is executing, which are not leased
   */
  List<StoredSchedule> lease(Lane lane, int most, Collection<StoredSchedule> underWay, Instant now);

  /** Ends all leases. Call it only at the start of a single node. */
  void freeAll();

  /** Whether a schedule is due and not leased. */
  boolean anyDue(Instant now);

  /** The earliest time after {@code after} at which a schedule falls due or a lease ends. */
  Optional<Instant> nextAfter(Instant after);
}

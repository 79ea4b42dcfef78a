package dev.naru.hub.payment.store;

import dev.naru.hub.work.Lane;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and leases the attempts that are due for the janitor. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface DueAttempts {

  /** The merchants that have attempts due. */
  Set<Lane> lanes(Instant now);

  /**
   * Takes over due attempts of a merchant. A worker that had one before can change nothing any
   * more.
   *
   * @param leaseUntil when another worker may take them over
   * @param underWay attempts that this process is working on, which are not taken over
   */
  List<Attempt> takeOver(
      long merchantId, int most, Collection<Attempt> underWay, Instant now, Instant leaseUntil);

  /**
   * Ends this worker's lease of an attempt whose result couldn't be stored. Changes nothing if the
   * attempt has ended, or another worker has taken it over.
   *
   * @param dueAt when any worker may take it over
   */
  void giveBack(Attempt attempt, Instant dueAt);

  /** When the first open attempt falls due after {@code after}; empty if none does. */
  Optional<Instant> nextAfter(Instant after);

  /**
   * Makes all open attempts due at once. Call it only at the start of a single node.
   *
   * @return how many there were
   */
  int makeAllDue(Instant now);
}

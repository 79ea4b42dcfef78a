package dev.naru.hub.payment.store;

import dev.naru.hub.work.Lane;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which attempts are due for the janitor. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface DueAttempts {

  /** The merchants that have attempts due. */
  Set<Lane> lanes(Instant now);

  /**
   * Takes over due attempts of a merchant: whoever worked on them before can write nothing any
   * more.
   *
   * @param leaseUntil when somebody else may take over from us
   * @param underWay attempts not to be taken over
   */
  List<Attempt> takeOver(
      long merchantId, int most, Collection<Attempt> underWay, Instant now, Instant leaseUntil);

  /**
   * Ends our lease of an attempt that nothing could be noted of. Changes nothing where the attempt
   * has ended, or somebody else has taken it over.
   *
   * @param dueAt when anybody may take it over
   */
  void giveBack(Attempt attempt, Instant dueAt);

  /** When the next open attempt falls due, after that time. */
  Optional<Instant> nextAfter(Instant after);

  /**
   * Makes all open attempts due at once. Call it only at the start of a single node.
   *
   * @return how many there were
   */
  int makeAllDue(Instant now);
}

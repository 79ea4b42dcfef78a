package dev.naru.hub.epoch;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The database has lost commits, and no operator has said yet that payments may go on. Callers
 * treat it like a database that is away: nothing was begun, and the answer is 503.
 */
public final class RewoundDatabaseException extends TransientDataAccessResourceException {

  RewoundDatabaseException() {
    super("the database was set back: no payment is begun until somebody has reconciled");
  }
}

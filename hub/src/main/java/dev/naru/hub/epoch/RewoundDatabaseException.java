package dev.naru.hub.epoch;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The database has lost what was committed, and nobody has said yet that payments may go on. It
 * counts as a database that is away: nothing was begun, and callers are answered 503.
 */
public final class RewoundDatabaseException extends TransientDataAccessResourceException {

  RewoundDatabaseException() {
    super("the database was set back: no payment is begun until somebody has reconciled");
  }
}

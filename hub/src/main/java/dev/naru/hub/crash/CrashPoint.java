package dev.naru.hub.crash;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The places between which a crash makes a difference (spec/guarantees.md §4). The list is closed:
 * the crash matrix ends the hub at each of them. Without a {@link CrashHook} on the class path, as
 * in production, reaching one does nothing.
 */
public enum CrashPoint {
  /** The intent is committed, and nobody has been asked. */
  ATTEMPT_SAVED,
  /** Just before the first byte of a request to a PG. */
  BEFORE_PG_SEND,
  /** The PG has answered, and nothing of it was read. */
  AFTER_PG_SEND,
  /** The PG's answer was read, and nothing of it was written down. */
  AFTER_PG_ANSWER,
  /** Before a change of a payment, or of a billing key, is written down. */
  BEFORE_COMMIT,
  /** The change is committed, and nobody was told. */
  AFTER_COMMIT,
  /** A buyer's approval has ended, and the browser hasn't been sent on. */
  BEFORE_REDIRECT,
  BEFORE_WEBHOOK_SEND,
  /** The merchant's server has answered, and that isn't written down. */
  AFTER_WEBHOOK_SEND,
  NETCANCEL_BEFORE_SEND,
  NETCANCEL_AFTER_SEND,
  /** A PG's notice was read, and nothing came of it yet. */
  NOTICE_RECEIVED,
  /** All that a notice asked for is committed, and the PG wasn't told. */
  NOTICE_BEFORE_ACK,
  /** Due schedules are leased, and none was begun. */
  SCHEDULE_CLAIMED,
  /** A leased schedule's charge begins. */
  SCHEDULE_BEFORE_PG,
  CANCEL_BEFORE_PG,
  CANCEL_AFTER_PG,
  /** Some values of a batch are sealed with the new key, in a transaction that is open. */
  KEY_ROTATE_MID_BATCH,
  /** Between two of the database's migrations; only a test's own migration callback reaches it. */
  MIGRATION_MID_STEP;

  private static final @Nullable CrashHook HOOK =
      ServiceLoader.load(CrashHook.class, CrashPoint.class.getClassLoader())
          .findFirst()
          .orElse(null);

  /** Says that the hub is here. */
  public void reached() {
    if (HOOK != null) {
      HOOK.reached(this);
    }
  }
}

package dev.naru.hub.crash;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The places between which a crash makes a difference (spec/guarantees.md §4). The list is closed:
 * the crash matrix ends the hub at each of them. Without a {@link CrashHook} on the class path, as
 * in production, reaching one does nothing.
 */
public enum CrashPoint {
  /** The intent is committed, and the PG has not been asked yet. */
  ATTEMPT_SAVED,
  /** Just before the first byte of a request to a PG. */
  BEFORE_PG_SEND,
  /** The PG has answered, and nothing of the answer was read. */
  AFTER_PG_SEND,
  /** The PG's answer was read, and nothing of it was stored. */
  AFTER_PG_ANSWER,
  /** Just before a change of a payment, or of a billing key, is stored. */
  BEFORE_COMMIT,
  /** The change is committed, and nobody has been told of it. */
  AFTER_COMMIT,
  /** A buyer's approval has ended, and the browser hasn't been redirected. */
  BEFORE_REDIRECT,
  BEFORE_WEBHOOK_SEND,
  /** The merchant's server has answered, and that isn't stored. */
  AFTER_WEBHOOK_SEND,
  NETCANCEL_BEFORE_SEND,
  NETCANCEL_AFTER_SEND,
  /** A PG's notice was read, and nothing has been done about it yet. */
  NOTICE_RECEIVED,
  /** All that a notice asked for is committed, and the PG has no answer yet. */
  NOTICE_BEFORE_ACK,
  /** Due schedules are leased, and none has been started. */
  SCHEDULE_CLAIMED,
  /** The charge of a leased schedule is about to be made. */
  SCHEDULE_BEFORE_PG,
  CANCEL_BEFORE_PG,
  CANCEL_AFTER_PG,
  /** Some values of a batch are sealed with the new key, and the transaction is still open. */
  KEY_ROTATE_MID_BATCH,
  /** Between two of the database's migrations; only a test's own migration callback reaches it. */
  MIGRATION_MID_STEP;

  private static final @Nullable CrashHook HOOK =
      ServiceLoader.load(CrashHook.class, CrashPoint.class.getClassLoader())
          .findFirst()
          .orElse(null);

  /** Tells the installed hook, if any, that the hub has reached this point. */
  public void reached() {
    if (HOOK != null) {
      HOOK.reached(this);
    }
  }
}

package dev.naru.hub.payment.store;

import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.payment.Payment;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries out transitions: one statement, one round trip, one commit each. Thread-safe. */
public final class TransitionWriter implements Transitions {

  private final JdbcClient db;
  private final IssuedKeys keys;
  private final JdbcPayments payments;
  private final TimeOrderedIds ids;

  public TransitionWriter(
      JdbcClient db, IssuedKeys keys, JdbcPayments payments, InstantSource time) {
    this.db = db;
    this.keys = keys;
    this.payments = payments;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public boolean execute(Transition transition) {
    CrashPoint.BEFORE_COMMIT.reached();
    boolean moved =
        transition
            .statement(keys)
            .param("journalId", ids.next())
            .run(db, "select 1 from moved", (row, number) -> true)
            .isPresent();
    CrashPoint.AFTER_COMMIT.reached();
    return moved;
  }

  @Override
  public Optional<Payment> executeAndRead(Transition transition) {
    CrashPoint.BEFORE_COMMIT.reached();
    Optional<Payment> moved =
        transition
            .statement(keys)
            .param("journalId", ids.next())
            .run(db, "select m.*, '[]' as cancels from moved m", payments::read);
    CrashPoint.AFTER_COMMIT.reached();
    return moved;
  }
}

package dev.naru.hub.payment.store;

import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries out transitions: one statement, one round trip, one commit each. Thread-safe. */
public final class TransitionWriter implements Transitions {

  private final JdbcClient db;
  private final IssuedKeys keys;
  private final JdbcPayments payments;
  private final TransitionListener listener;
  private final Runnable mayBegin;
  private final TimeOrderedIds ids;

  /**
   * @param listener is told of every stored transition
   * @param mayBegin throws a {@link org.springframework.dao.DataAccessException} while no charge
   *     and no approval may begin; other transitions are still made, because open payments must end
   */
  public TransitionWriter(
      JdbcClient db,
      IssuedKeys keys,
      JdbcPayments payments,
      TransitionListener listener,
      Runnable mayBegin,
      InstantSource time) {
    this.db = db;
    this.listener = listener;
    this.mayBegin = mayBegin;
    this.keys = keys;
    this.payments = payments;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public boolean execute(Transition transition) {
    if (transition instanceof ChargeBegun || transition instanceof WindowTransition.Claimed) {
      mayBegin.run();
    }
    CrashPoint.BEFORE_COMMIT.reached();
    TransitionStatement statement = transition.statement().param("journalId", ids.next());
    boolean moved =
        statement
            .run(
                db,
                keys,
                "select provider, method, state from moved",
                (row, number) -> {
                  listener.moved(
                      row.getString("provider"),
                      row.getString("method"),
                      PaymentState.valueOf(row.getString("state")),
                      statement.outcome());
                  return true;
                })
            .isPresent();
    CrashPoint.AFTER_COMMIT.reached();
    return moved;
  }

  @Override
  public Optional<Payment> executeAndRead(Transition transition) {
    CrashPoint.BEFORE_COMMIT.reached();
    TransitionStatement statement = transition.statement().param("journalId", ids.next());
    Optional<Payment> moved =
        statement.run(db, keys, "select m.*, '[]' as cancels from moved m", payments::read);
    moved.ifPresent(payment ->
        listener.moved(
            payment.provider(), payment.method().code(), payment.state(), statement.outcome()));
    CrashPoint.AFTER_COMMIT.reached();
    return moved;
  }
}

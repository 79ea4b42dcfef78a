package dev.naru.hub.payment.store;

import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.webhook.Outbox;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries out transitions in PostgreSQL. */
public final class TransitionWriter implements Transitions {

  private final JdbcClient db;
  private final IssuedKeys keys;
  private final JdbcPayments payments;
  private final Listener listener;
  private final Runnable mayBegin;
  private final Outbox outbox;
  private final TimeOrderedIds ids;

  /** Is told of every change of a payment. It must neither throw an exception nor take long. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Is called after a change was committed.
     *
     * @param provider the V1 code of the PG
     * @param method the V1 code of the pay method
     * @param state the payment's state after the change
     * @param outcome one word of a small set, for example {@code approved} or {@code declined}
     */
    void moved(String provider, String method, PaymentState state, String outcome);
  }

  /**
   * @param mayBegin throws a {@link org.springframework.dao.DataAccessException} while no charge
   *     and no approval may begin; other transitions are still made, because open payments must end
   */
  public TransitionWriter(
      JdbcClient db,
      IssuedKeys keys,
      JdbcPayments payments,
      Listener listener,
      Runnable mayBegin,
      Outbox outbox,
      InstantSource time) {
    this.db = db;
    this.keys = keys;
    this.payments = payments;
    this.listener = listener;
    this.mayBegin = mayBegin;
    this.outbox = outbox;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public boolean execute(Transition transition) {
    if (transition instanceof ChargeBegun || transition instanceof WindowTransition.Claimed) {
      mayBegin.run();
    }
    return carriedOut(transition, "select provider, method, state from moved", (_, _) -> true)
        .isPresent();
  }

  @Override
  public Optional<Payment> executeAndRead(Transition transition) {
    return carriedOut(transition, "select m.*, '[]' as cancels from moved m", payments::read);
  }

  private <T> Optional<T> carriedOut(Transition transition, String select, RowMapper<T> reader) {
    CrashPoint.BEFORE_COMMIT.reached();
    Transition.Statement statement = transition.statement().param("journalId", ids.next());
    Optional<T> moved =
        statement.run(
            db,
            keys,
            select,
            (row, number) -> {
              listener.moved(
                  row.getString("provider"),
                  row.getString("method"),
                  PaymentState.valueOf(row.getString("state")),
                  statement.outcome());
              return reader.mapRow(row, number);
            });
    CrashPoint.AFTER_COMMIT.reached();
    if (moved.isPresent()) {
      outbox.wakeFor(transition.webhooks());
    }
    return moved;
  }
}

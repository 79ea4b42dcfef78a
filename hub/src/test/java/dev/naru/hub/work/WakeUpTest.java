package dev.naru.hub.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class WakeUpTest {

  private static final Lane LANE = Lane.of(7);

  private final WakeUp wakeUp = new WakeUp();
  private final List<Optional<Lane>> signals = new ArrayList<>();
  private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());

  WakeUpTest() {
    wakeUp.listen(signals::add);
  }

  @Test
  void a_signal_outside_a_transaction_is_heard_at_once() {
    wakeUp.signal();
    wakeUp.signal(LANE);
    assertThat(signals).containsExactly(Optional.empty(), Optional.of(LANE));
  }

  @Test
  void a_signal_in_a_transaction_is_heard_after_the_commit() {
    transaction.executeWithoutResult(_ -> {
      wakeUp.signal(LANE);
      assertThat(signals).isEmpty();
    });
    assertThat(signals).containsExactly(Optional.of(LANE));
  }

  @Test
  void a_signal_in_a_transaction_that_is_rolled_back_is_not_heard() {
    transaction.executeWithoutResult(status -> {
      wakeUp.signal(LANE);
      status.setRollbackOnly();
    });
    assertThat(signals).isEmpty();
  }

  /** Transactions of nothing, with Spring's own rules about what is called when. */
  private static final class NoDatabase extends AbstractPlatformTransactionManager {
    @Override
    protected Object doGetTransaction() {
      return this;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }
}

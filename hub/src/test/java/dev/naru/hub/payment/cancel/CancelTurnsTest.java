package dev.naru.hub.payment.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.cancel.CancelTurns.Wanted;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("G09")
class CancelTurnsTest {

  private static final int REFUSED_AT_ONCE = 188;
  private static final Wanted PAYMENT = new Wanted(1, "payment");

  private final CancelTurns turns = new CancelTurns();

  @Test
  void cancels_of_one_payment_go_one_by_one_and_of_another_at_once() throws Exception {
    AtomicInteger under = new AtomicInteger();
    Wanted another = new Wanted(1, "another");
    assertThat(turns.enter(another)).isTrue();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Integer> done = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < CancelTurns.PER_PAYMENT; i++) {
        done.submit(() -> {
          assertThat(turns.enter(PAYMENT)).isTrue();
          int together = under.incrementAndGet();
          LockSupport.parkNanos(1_000);
          under.decrementAndGet();
          turns.leave(PAYMENT);
          return together;
        });
      }
      for (int i = 0; i < CancelTurns.PER_PAYMENT; i++) {
        assertThat(done.take().get()).isEqualTo(1);
      }
    }
    turns.leave(another);
  }

  /** 220 cancels of one payment used to keep all of the hub's places. */
  @Test
  @Tag("G39")
  void beyond_a_payments_fill_the_answer_is_no_at_once_and_not_after_a_wait() throws Exception {
    assertThat(turns.enter(PAYMENT)).isTrue();
    beyondIts(CancelTurns.PER_PAYMENT, _ -> PAYMENT, () -> turns.leave(PAYMENT));
  }

  /**
   * One merchant's waiting cancels leave the merchant's other places, and everybody else's, free.
   */
  @Test
  @Tag("G39")
  void beyond_a_merchants_fill_the_answer_is_no_at_once_and_another_merchant_waits_still()
      throws Exception {
    List<Wanted> payments = IntStream.range(0, 20).mapToObj(i -> new Wanted(1, "p" + i)).toList();
    payments.forEach(payment -> assertThat(turns.enter(payment)).isTrue());
    beyondIts(
        CancelTurns.PER_MERCHANT,
        i -> payments.get(i % payments.size()),
        () -> {
          Wanted others = new Wanted(2, "payment");
          assertThat(turns.enter(others)).isTrue();
          turns.leave(others);
          payments.forEach(turns::leave);
        });
  }

  private void beyondIts(int fill, IntFunction<Wanted> wanted, Runnable end) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < fill + REFUSED_AT_ONCE; i++) {
        Wanted own = wanted.apply(i);
        done.submit(() -> {
          boolean entered = turns.enter(own);
          if (entered) {
            turns.leave(own);
          }
          return entered;
        });
      }
      for (int i = 0; i < REFUSED_AT_ONCE; i++) {
        assertThat(done.take().get()).isFalse();
      }
      end.run();
      for (int i = 0; i < fill; i++) {
        assertThat(done.take().get()).isTrue();
      }
    }
  }
}

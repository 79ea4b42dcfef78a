package dev.naru.hub.payment.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("G09")
class CancelTurnsTest {

  private static final int REFUSED_AT_ONCE = 188;

  private final CancelTurns turns = new CancelTurns();

  @Test
  void cancels_of_one_payment_go_one_by_one_and_of_another_at_once() throws Exception {
    AtomicInteger under = new AtomicInteger();
    assertThat(turns.enter("another")).isTrue();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Integer> done = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < CancelTurns.MAX_WAITING; i++) {
        done.submit(() -> {
          assertThat(turns.enter("payment")).isTrue();
          int together = under.incrementAndGet();
          Thread.yield();
          under.decrementAndGet();
          turns.leave("payment");
          return together;
        });
      }
      for (int i = 0; i < CancelTurns.MAX_WAITING; i++) {
        assertThat(done.take().get()).isEqualTo(1);
      }
    }
    turns.leave("another");
  }

  /** 220 cancels of one payment used to keep all of the hub's places. */
  @Test
  @Tag("G39")
  void beyond_its_fill_the_answer_is_no_at_once_and_not_after_a_wait() throws Exception {
    assertThat(turns.enter("payment")).isTrue();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < CancelTurns.MAX_WAITING + REFUSED_AT_ONCE; i++) {
        done.submit(() -> {
          boolean entered = turns.enter("payment");
          if (entered) {
            turns.leave("payment");
          }
          return entered;
        });
      }
      for (int i = 0; i < REFUSED_AT_ONCE; i++) {
        assertThat(done.take().get()).isFalse();
      }
      turns.leave("payment");
      for (int i = 0; i < CancelTurns.MAX_WAITING; i++) {
        assertThat(done.take().get()).isTrue();
      }
    }
  }
}

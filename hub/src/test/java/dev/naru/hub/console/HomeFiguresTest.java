package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.PaymentFigures;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.work.VirtualThreads;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Tests that the first page doesn't wait for figures that take their time. */
class HomeFiguresTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 28);
  private static final PaymentFigures.Line OLD =
      new PaymentFigures.Line(DAY, 1, "card", PaymentState.PAID, "KRW", 1, 1_000, 0);
  private static final PaymentFigures.Line NEW =
      new PaymentFigures.Line(DAY, 1, "card", PaymentState.PAID, "KRW", 2, 3_000, 0);

  @Test
  void what_takes_long_is_shown_as_it_was_and_goes_on_behind() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    HomeFigures slow =
        new HomeFigures(
            new PaymentFigures() {
              @Override
              public List<Line> perDay(long merchantId, LocalDate from, LocalDate to) {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                done.countDown();
                return List.of(NEW);
              }

              @Override
              public List<Line> kept(long merchantId, LocalDate from, LocalDate to) {
                return List.of(OLD);
              }
            },
            new VirtualThreads());

    assertThat(slow.of(1, DAY, DAY)).isEqualTo(new HomeFigures.Shown(List.of(OLD), true));
    go.countDown();
    done.await();
  }

  @Test
  void what_is_quick_is_shown_as_it_is() {
    HomeFigures quick =
        new HomeFigures(
            new PaymentFigures() {
              @Override
              public List<Line> perDay(long merchantId, LocalDate from, LocalDate to) {
                return List.of(NEW);
              }

              @Override
              public List<Line> kept(long merchantId, LocalDate from, LocalDate to) {
                return List.of(OLD);
              }
            },
            new dev.naru.hub.work.Background() {
              @Override
              public <T> java.util.Optional<T> await(
                  String name, java.time.Duration limit, java.util.function.Supplier<T> work) {
                return java.util.Optional.of(work.get());
              }
            });
    assertThat(quick.of(1, DAY, DAY)).isEqualTo(new HomeFigures.Shown(List.of(NEW), false));
  }
}

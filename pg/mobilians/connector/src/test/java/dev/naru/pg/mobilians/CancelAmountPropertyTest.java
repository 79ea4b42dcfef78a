package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.PayMethod;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/**
 * What KG holds after any sequence of cancels is what the hub holds (protocols/mobilians.md §2.9).
 */
class CancelAmountPropertyTest {

  @Property
  void both_books_stay_equal_whatever_is_cancelled_in_whatever_parts(
      @ForAll @LongRange(min = 1, max = 10_000_000) long paid,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 100) Integer> percents) {
    for (CashCode method : new CashCode[] {CashCode.MC, CashCode.CN, CashCode.RA, CashCode.EP}) {
      long ours = paid;
      long kgs = paid;
      for (int percent : percents) {
        long cancel = Math.max(1, ours * percent / 100);
        if (ours == 0) {
          break;
        }
        CancelAmount sent =
            CancelAmount.of(
                method,
                paid,
                new CancelRequest(
                    "t", PayMethod.PHONE, cancel, ours, ours < paid, null, null, null, ""));
        kgs = remainingAtKg(method, kgs, sent);
        ours -= cancel;
        assertThat(kgs).isEqualTo(ours);
      }
    }
  }

  /** KG's own arithmetic, as its manual describes it. */
  private static long remainingAtKg(CashCode method, long held, CancelAmount sent) {
    if (!sent.part()) {
      assertThat(sent.sentKrw()).isEqualTo(held);
      return 0;
    }
    return method == CashCode.MC ? sent.sentKrw() : held - sent.sentKrw();
  }
}

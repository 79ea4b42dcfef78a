package dev.naru.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.PreparedAmounts.Prepared;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What every {@link PreparedAmounts} does: the database's, and the one of tests. */
public abstract class PreparedAmountsContract {

  private final String order = Shop.newOrder();

  protected abstract PreparedAmounts amounts();

  protected abstract long merchant();

  protected abstract long otherMerchant();

  private Prepared of(long won) {
    return new Prepared(order, BigDecimal.valueOf(won), null);
  }

  @Test
  void the_last_amount_that_was_put_counts_and_is_its_merchants_alone() {
    amounts().put(merchant(), of(1_000));
    amounts().put(merchant(), of(2_000));

    assertThat(amounts().find(merchant(), order)).contains(of(2_000));
    assertThat(amounts().find(otherMerchant(), order)).isEmpty();
  }

  @Test
  void only_what_is_there_is_changed_and_only_what_is_absent_is_added() {
    assertThat(amounts().change(merchant(), of(1_000))).isFalse();
    assertThat(amounts().find(merchant(), order)).isEmpty();

    assertThat(amounts().putIfAbsent(merchant(), of(1_000))).isTrue();
    assertThat(amounts().putIfAbsent(merchant(), of(2_000))).isFalse();
    assertThat(amounts().find(merchant(), order)).contains(of(1_000));

    assertThat(amounts().change(merchant(), of(3_000))).isTrue();
    assertThat(amounts().find(merchant(), order)).contains(of(3_000));
  }
}

package dev.naru.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.Payments.Sorting;
import dev.naru.hub.payment.Payments.Sorting.By;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Payments} does: the database's, and the one that tests put in its place. */
public abstract class PaymentsContract {

  private final String order = Shop.newOrder();

  protected abstract Payments payments();

  protected abstract long merchant();

  protected abstract long otherMerchant();

  /** A payment in READY that begins later than all before it. @return its number */
  protected abstract String opens(long merchantId, String orderNumber);

  /** Pays one of {@link #merchant()}'s, later than anything that happened before. */
  protected abstract void pays(String paymentNumber);

  private String first(Sorting sorting, PaymentState... states) {
    return payments()
        .findByOrderNumber(merchant(), order, Set.of(states), sorting)
        .map(Payment::paymentNumber)
        .orElse("none");
  }

  @Test
  void a_payment_is_its_merchants_alone() {
    String paymentNumber = opens(merchant(), order);

    assertThat(payments().find(merchant(), paymentNumber)).isPresent();
    assertThat(payments().find(otherMerchant(), paymentNumber)).isEmpty();
    assertThat(payments().find(merchant(), "imp_none")).isEmpty();
    assertThat(payments().findByOrderNumber(otherMerchant(), order, Set.of(), Sorting.NEWEST))
        .isEmpty();
  }

  @Test
  void of_an_orders_payments_the_sorting_chooses() {
    String paid = opens(merchant(), order);
    String paidToo = opens(merchant(), order);
    String waiting = opens(merchant(), order);
    pays(paid);
    pays(paidToo);

    assertThat(first(Sorting.NEWEST)).isEqualTo(waiting);
    assertThat(first(new Sorting(By.STARTED, false))).isEqualTo(paid);
    assertThat(first(new Sorting(By.PAID, true))).as("unpaid comes last").isEqualTo(paidToo);
    assertThat(first(new Sorting(By.PAID, false))).as("here too").isEqualTo(paid);
    assertThat(first(new Sorting(By.UPDATED, true))).isEqualTo(paidToo);
    assertThat(first(new Sorting(By.UPDATED, false))).isEqualTo(waiting);
  }

  @Test
  void only_the_states_that_are_asked_for_are_found() {
    String paid = opens(merchant(), order);
    String waiting = opens(merchant(), order);
    pays(paid);

    assertThat(first(Sorting.NEWEST, PaymentState.PAID)).isEqualTo(paid);
    assertThat(first(Sorting.NEWEST, PaymentState.READY)).isEqualTo(waiting);
    assertThat(first(Sorting.NEWEST, PaymentState.CANCELLED)).isEqualTo("none");
  }
}

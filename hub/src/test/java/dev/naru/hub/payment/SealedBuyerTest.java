package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A buyer's data belong to one payment. */
class SealedBuyerTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @Test
  @Tag("G27")
  void a_buyers_data_that_were_moved_to_another_payment_do_not_open() {
    String paymentNumber = shop.paid(1_000);
    String others = shop.paid(1_000);
    hub.world
        .db()
        .sql(
            """
            update payment t set buyer_sealed = f.buyer_sealed from payment f
             where t.payment_number = :to and f.payment_number = :from
            """)
        .param("from", others)
        .param("to", paymentNumber)
        .update();

    assertThat(shop.get("/payments/" + paymentNumber).status()).isEqualTo(500);
    assertThat(shop.statusOf(others)).isEqualTo("paid");
  }
}

package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.Erasure.Erased;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who bought something can be forgotten, and what was paid stays true. */
class ErasureTest {

  private static final RunningHub HUB = RunningHub.shared();

  private final Shop shop = HUB.newShop();
  private final Erasure erasure = HUB.bean(Erasure.class);
  private final long merchant = shop.merchant.id();

  private HttpBuyer.Window opened(String order) {
    Map<String, Object> param = HttpBuyer.order(order, 8_000);
    param.put("buyer_name", "지워질사람");
    param.put("buyer_email", "erased@example.org");
    param.put("buyer_tel", "010-8642-7531");
    param.put("custom_data", Map.of("who", "지워질사람"));
    return shop.buyer().opens(param);
  }

  @Test
  void an_erased_buyer_is_gone_from_the_payment_and_from_searches_and_the_books_agree() {
    HttpBuyer.Window window = opened(Shop.newOrder());
    window.agrees().post();
    String number = window.paymentNumber();
    assertThat(shop.payment(number).path("buyer_name").asString()).isEqualTo("지워질사람");
    assertThat(findable(number)).isEqualTo(3);

    assertThat(erasure.erase(merchant, number)).isEqualTo(Erased.DONE);

    JsonNode after = shop.payment(number);
    for (String field :
        new String[] {"buyer_name", "buyer_email", "buyer_tel", "custom_data", "user_agent"}) {
      assertThat(after.path(field).isNull()).as(field).isTrue();
    }
    assertThat(findable(number)).isZero();
    assertThat(after.path("status").asString()).isEqualTo("paid");
    assertThat(shop.cancel(number, 3_000).code()).isZero();
    assertThat(erasure.erase(merchant, number)).as("once more").isEqualTo(Erased.DONE);
    assertThat(HUB.bean(Journal.class).check(merchant).faults()).isEmpty();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_payment_that_is_not_over_keeps_its_buyer() {
    HttpBuyer.Window window = opened(Shop.newOrder());

    assertThat(erasure.erase(merchant, window.paymentNumber())).isEqualTo(Erased.UNDER_WAY);

    assertThat(shop.payment(window.paymentNumber()).path("buyer_name").asString())
        .isEqualTo("지워질사람");
  }

  @Test
  @Tag("G31")
  void anothers_payment_is_unknown() {
    String number = shop.paid(8_000);

    assertThat(erasure.erase(HUB.newShop().merchant.id(), number)).isEqualTo(Erased.NO_PAYMENT);
  }

  private long findable(String number) {
    return HUB.world
        .db()
        .sql("select count(*) from payment_buyer where merchant_id = :m and payment_number = :n")
        .param("m", merchant)
        .param("n", number)
        .query(Long.class)
        .single();
  }
}

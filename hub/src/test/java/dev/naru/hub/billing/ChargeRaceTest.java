package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.order;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers who ask for the same at once. */
@Tag("G14")
class ChargeRaceTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();

  @Test
  void thirty_charges_of_one_order_at_once_reach_the_pg_once() throws Exception {
    shop.withInicisBilling();
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String orderNumber = Shop.newOrder();

    List<Answer> answers = AtOnce.times(30, () -> subscriber.again(orderNumber, 3_000));

    assertOneOf(answers, orderNumber);
  }

  @Test
  void charges_of_one_order_by_card_by_key_and_by_a_new_key_at_once_reach_the_pg_once()
      throws Exception {
    shop.withInicisBilling();
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String orderNumber = Shop.newOrder();
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      calls.add(() -> subscriber.again(orderNumber, 3_000));
      calls.add(() -> Subscriber.onetime(shop, CARD, order(orderNumber, 3_000)));
      calls.add(() -> Subscriber.of(shop).onetime(CARD, order(orderNumber, 3_000)));
    }

    assertOneOf(AtOnce.all(calls), orderNumber);
  }

  private void assertOneOf(List<Answer> answers, String orderNumber) {
    assertThat(answers).filteredOn(answer -> answer.code() == 0).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.code() != 0)
        .hasSize(answers.size() - 1)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.code()).isEqualTo(1);
          assertThat(answer.message()).isEqualTo(Subscriber.TAKEN);
        });
    // Would fail if more than one payment had been entered.
    String paymentNumber = shop.paymentNumberOf(orderNumber);
    assertThat(world.callsAbout(paymentNumber)).containsExactly("approval");
    BothBooks.agreeFor(shop);
  }

  @Test
  void ten_orders_of_one_phones_key_at_once_charge_its_month_once() throws Exception {
    shop.withMobilians().put("mobilians.billing.issue_mode", "key_only");
    Subscriber subscriber = Subscriber.of(shop);
    Map<String, Object> param = PhoneBuyer.order("phone", Shop.newOrder(), 8_000);
    param.put("customer_uid", subscriber.uid());
    new PhoneBuyer(shop).opens(param).agrees().post();

    List<Answer> answers = AtOnce.times(10, () -> subscriber.again(Shop.newOrder(), 8_000));

    assertThat(answers).filteredOn(answer -> answer.code() == 0).hasSize(1);
    assertThat(answers).filteredOn(answer -> statusIn(answer).equals("paid")).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.code() != 0)
        .allSatisfy(answer -> assertThat(answer.code()).isEqualTo(1));
    assertThat(world.book().stream().filter(World.Charge::holdsMoney).map(World.Charge::order_id))
        .filteredOn(order -> shop.get("/payments/" + order).code() == 0)
        .hasSize(1);
    BothBooks.agreeFor(shop);
  }

  @Test
  void keys_of_one_customer_that_are_issued_at_once_leave_one_that_works() throws Exception {
    shop.withInicisBilling();
    Subscriber subscriber = Subscriber.of(shop);

    List<Answer> answers = AtOnce.times(10, () -> subscriber.givesCard(CARD));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.code()).isZero());
    assertThat(statusIn(subscriber.again(Shop.newOrder(), 3_000))).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }
}

package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.HttpBuyer.Return;
import dev.naru.hub.testing.HttpBuyer.Window;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A buyer brings the authentication of one order to the return of another, so that the PG charges
 * an order that nobody has asked it to. Exactly that charge is undone, and the true order's own
 * return ends clearly.
 */
@Tag("G05")
class AnothersChargeTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @AfterEach
  void heal() {
    hub.wire.heal();
  }

  private Window opens(boolean phone, long amount) {
    HttpBuyer buyer = shop.buyer();
    return phone
        ? buyer.opensOnPhone(Shop.newOrder(), amount)
        : buyer.opens(Shop.newOrder(), amount);
  }

  private static Return swapped(boolean phone, Return mine, Return others) {
    return phone
        ? mine.with("P_TID", others.fields().getOrDefault("P_TID", "")).with("P_AMT", "")
        : mine.with("authToken", others.fields().getOrDefault("authToken", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "false, 7000, 7000, false",
    "false, 7000, 7000, true",
    "false, 1000, 50000, false",
    "true, 7000, 7000, false",
    "true, 7000, 7000, true",
    "true, 1000, 50000, false",
    "true, 50000, 1000, true",
  })
  void what_the_pg_charged_under_another_orders_number_is_given_back(
      boolean phone, long trueAmount, long otherAmount, boolean lineIsCutAfterwards) {
    Window first = opens(phone, trueAmount);
    Window second = opens(phone, otherAmount);
    Return firsts = first.agrees();
    Return swapped = swapped(phone, second.agrees(), firsts);
    if (lineIsCutAfterwards) {
      hub.wire.disturb((request, pg) -> {
        String path = request.uri().getPath();
        if (path.contains("payAuth") || path.contains("payReq.ini")) {
          return pg.send(request);
        }
        throw new IOException("the line is cut");
      });
    }

    swapped.post();

    hub.wire.heal();
    hub.world.time.advance(Duration.ofMinutes(1));
    hub.settle();
    assertThat(shop.statusOf(second.paymentNumber())).isEqualTo("failed");
    assertThat(hub.world.chargesOf(first.paymentNumber()))
        .as("the PG has charged, and holds nothing of it any more")
        // A PC's window tells the amount, so that the PG refuses another.
        .hasSize(phone || trueAmount == otherAmount ? 1 : 0)
        .allMatch(charge -> charge.isWhollyCancelled());

    firsts.post();
    swapped.post();

    assertThat(shop.statusOf(first.paymentNumber())).isEqualTo("failed");
    assertThat(first.told().path("done").asBoolean()).isTrue();
    assertThat(second.told().path("done").asBoolean()).isTrue();
    BothBooks.agreeFor(shop);
  }

  /** The true order can still be paid in another window. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void both_orders_can_be_paid_afterwards(boolean phone) {
    Window first = opens(phone, 7_000);
    Window second = opens(phone, 7_000);
    swapped(phone, second.agrees(), first.agrees()).post();
    for (Window window : List.of(first, second)) {
      String order = shop.payment(window.paymentNumber()).path("merchant_uid").asString();
      assertThat(shop.statusOf(shop.paid(order, 7_000))).isEqualTo("paid");
    }
    hub.settle();
    BothBooks.agreeFor(shop);
  }

  /** KG Mobilians' answer names no other order: the token is bound to its own. */
  @ParameterizedTest
  @CsvSource({"9000, 9000", "1000, 50000"})
  void a_token_of_another_order_at_mobilians_leaves_both_books_equal(
      long trueAmount, long otherAmount) {
    Shop phoneShop = hub.newShop().withMobilians();
    PhoneBuyer buyer = new PhoneBuyer(phoneShop);
    PhoneBuyer.Window first = buyer.opens(trueAmount);
    PhoneBuyer.Window second = buyer.opens(otherAmount);
    Return firsts = first.agrees();
    second.agrees().with("pay_token", firsts.fields().getOrDefault("pay_token", "")).post();

    firsts.post();
    hub.world.time.advance(Duration.ofMinutes(20));
    hub.settle();

    BothBooks.agreeFor(phoneShop);
    assertThat(phoneShop.statusOf(second.paymentNumber())).isEqualTo("failed");
  }
}

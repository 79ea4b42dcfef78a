package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.pg.spi.PgTransport.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What surely never reached the PG is refused at once, and may be asked for again at once. */
class NotSentTest {

  private static final String NOTHING_CHARGED = "결제된 금액은 없습니다.";
  private static final String CARD = "5409-2600-1234-1234";

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop().withInicisBilling();
  private final String order = Shop.newOrder();

  @AfterEach
  void heal() {
    hub.wire.heal();
  }

  /** Nobody listens where the PG should be. */
  private static PgWire.Turn nobodyListens() {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI there = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
      return (request, pg) ->
          pg.send(new Request(there, request.contentType(), request.body(), request.timeout()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> card() {
    return new HashMap<>(Map.of("card_number", CARD, "expiry", "2019-01", "birth", "123456"));
  }

  private Answer charges(String way) {
    Map<String, Object> body = card();
    body.put("merchant_uid", order);
    body.put("amount", 8_000);
    if (way.equals("onetime")) {
      return shop.post("/subscribe/payments/onetime", body);
    }
    body.put("customer_uid", "customer-of-" + order);
    return shop.post("/subscribe/payments/" + way, body);
  }

  private static void assertNotSent(Answer answer, String nothingHappened) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).contains(nothingHappened);
  }

  @ParameterizedTest
  @Tag("G04")
  @ValueSource(strings = {"again", "onetime"})
  void a_charge_that_never_left_is_refused_at_once_and_its_order_is_free(String way) {
    shop.post("/subscribe/customers/customer-of-" + order, card());
    hub.wire.disturb(nobodyListens());

    assertNotSent(charges(way), NOTHING_CHARGED);

    String refused = shop.paymentNumberOf(order);
    assertThat(shop.statusOf(refused)).isEqualTo("failed");
    assertThat(hub.world.callsAbout(refused)).isEmpty();
    hub.wire.heal();
    assertThat(charges(way).response().path("status").asString()).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G04")
  void a_key_that_was_never_asked_for_is_refused_at_once() {
    hub.wire.disturb(nobodyListens());
    assertNotSent(shop.post("/subscribe/customers/somebody", card()), NOTHING_CHARGED);
    assertThat(shop.get("/subscribe/customers/somebody").code()).isEqualTo(1);
    hub.wire.heal();
    assertThat(shop.post("/subscribe/customers/somebody", card()).code()).isZero();
  }

  @Test
  @Tag("G04")
  void a_cancel_that_never_left_changes_nothing_and_may_be_repeated_at_once() {
    String paid = shop.paid(order, 8_000);
    hub.wire.disturb(nobodyListens());

    assertNotSent(shop.cancel(paid, 3_000), "취소된 금액은 없습니다.");

    assertThat(shop.statusOf(paid)).isEqualTo("paid");
    hub.wire.heal();
    assertThat(shop.cancel(paid, 3_000).code()).isZero();
    assertThat(hub.world.callsAbout(paid)).containsExactly("approval", "cancel");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G04")
  void a_buyer_whose_approval_never_left_reads_that_nothing_was_charged_and_pays_again() {
    HttpBuyer.Window window = shop.buyer().opens(order, 8_000);
    HttpBuyer.Return agreed = window.agrees();
    hub.wire.disturb(nobodyListens());

    agreed.post();

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    assertThat(shop.payment(window.paymentNumber()).path("fail_reason").asString())
        .contains(NOTHING_CHARGED);
    assertThat(hub.world.callsAbout(window.paymentNumber())).doesNotContain("approval");
    hub.wire.heal();
    assertThat(shop.statusOf(shop.paid(order, 8_000))).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }
}

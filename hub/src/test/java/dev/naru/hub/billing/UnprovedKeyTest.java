package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A phone's billing-key window has no second step: what its return says, the buyer's browser says
 * alone. Nothing of it is believed until the PG has charged the key.
 */
@Tag("G37")
class UnprovedKeyTest {

  private static final String MADE_UP = "0123456789abcdef0123456789abcdef01234567";

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final Subscriber victim = Subscriber.of(shop);

  @BeforeEach
  void time_goes_on() {
    world.time.advance(Duration.ofMinutes(11));
  }

  /** What somebody posts to the return address of a window that anybody may open. */
  private HttpBuyer.Return forged(String billKey, Map<String, String> more) {
    Map<String, Object> order = new HashMap<>(HttpBuyer.order(Shop.newOrder(), 49_000));
    order.put("pg", "html5_inicis.INIBillTst");
    order.put("customer_uid", victim.uid());
    Map<String, String> fields = new HashMap<>();
    fields.put("resultcode", "00");
    fields.put("resultmsg", "OK");
    fields.put("mid", "INIBillTst");
    fields.put("tid", "INIMX_BILLINIBillTst20260302100000123456");
    fields.put("billkey", billKey);
    fields.put("cardcd", "14");
    fields.put("cardno", "400933******1237");
    fields.putAll(more);
    return shop.buyer().forgesOnPhone(order, fields);
  }

  private JsonNode returned(HttpBuyer.Return back) {
    back.post();
    return shop.payment(back.fields().getOrDefault("orderid", "none"));
  }

  private String keyOf(Subscriber subscriber) {
    return KeySecrets.of(hub, shop.merchant.id(), subscriber.uid()).getOrDefault("billKey", "none");
  }

  @Test
  void a_made_up_key_replaces_nobodys_own_and_reads_as_no_money() {
    assertThat(victim.givesCard(CARD).code()).isZero();
    String own = keyOf(victim);
    JsonNode before = victim.known().response();
    world.time.advance(Duration.ofSeconds(1));

    JsonNode payment = returned(forged(MADE_UP, Map.of()));

    assertThat(payment.path("amount").asLong()).isZero();
    assertThat(victim.known().response()).isEqualTo(before);
    for (int charge = 0; charge < 5; charge++) {
      assertThat(statusIn(victim.again(Shop.newOrder(), 1_000))).isEqualTo("paid");
    }
    assertThat(keyOf(victim)).isEqualTo(own);
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_scheduled_charge_is_made_with_the_customers_own_key() {
    assertThat(victim.givesCard(CARD).code()).isZero();
    String order = Shop.newOrder();
    victim.schedules(order, 1_000, world.time.instant().plus(Duration.ofHours(1)));
    returned(forged(MADE_UP, Map.of()));

    world.time.advance(Duration.ofHours(2));
    hub.settle();

    assertThat(shop.get("/payments/find/" + order).response().path("status").asString())
        .isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_first_key_says_that_it_is_unproved_until_it_is_charged() {
    Subscriber other = Subscriber.withCard(shop, CARD);
    returned(forged(keyOf(other), Map.of()));
    JsonNode known = victim.known().response();
    assertThat(known.path("proved").asBoolean(true)).isFalse();
    assertThat(known.path("card_number").asString()).isEqualTo("400933******1237");

    assertThat(statusIn(victim.again(Shop.newOrder(), 1_000))).isEqualTo("paid");

    assertThat(victim.known().response().has("proved")).isFalse();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_real_key_takes_the_place_of_the_old_one_with_its_first_charge() {
    Subscriber other = Subscriber.withCard(shop, "4330-1234-1234-1234");
    assertThat(victim.givesCard(CARD).code()).isZero();
    world.time.advance(Duration.ofSeconds(1));
    returned(forged(keyOf(other), Map.of()));

    assertThat(statusIn(victim.again(Shop.newOrder(), 1_000))).isEqualTo("paid");

    assertThat(keyOf(victim)).isEqualTo(keyOf(other));
    assertThat(victim.known().response().path("card_number").asString())
        .isEqualTo("400933******1237");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_made_up_key_alone_is_declined_and_stays_unproved() {
    returned(forged(MADE_UP, Map.of()));
    assertThat(statusIn(victim.again(Shop.newOrder(), 1_000))).isEqualTo("failed");
    assertThat(victim.known().response().path("proved").asBoolean(true)).isFalse();
    assertThat(shop.delete("/subscribe/customers/" + victim.uid()).code()).isZero();
    assertThat(victim.known().code()).isEqualTo(1);
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "4111-1111-1111-1111 | 411111******1111",
        "4111 1111 1111 1111 | 411111******1111",
        "4111.1111/1111_1111 | 411111******1111",
        "4111\u200b1111\u2013111111\u00a011 | 411111******1111",
        "\u0664\u0661\u0661\u0661111111111111 | 411111******1111",
        "4111111111111111 | 411111******1111",
        "4009-33**-****-1237 | 4009-33**-****-1237",
        "<img src=x onerror=alert(1)> | null",
        "4111<b>1111</b>11111111 | null",
        "41111111111111111111111111 | null",
      },
      delimiter = '|',
      nullValues = "null")
  @Tag("G25")
  void a_card_number_is_told_masked_or_not_at_all(String sent, String told) {
    JsonNode payment = returned(forged(MADE_UP, Map.of("cardno", sent)));
    assertThat(payment.path("card_number").asString(null)).isEqualTo(told);
    assertThat(victim.known().response().path("card_number").asString(null)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<b>x</b>", "a b", "a\"b", "", "INIMX한글"})
  void a_tid_of_another_shape_changes_nothing(String tid) {
    HttpBuyer.Return back = forged(MADE_UP, Map.of("tid", tid));
    assertThat(back.post().statusCode()).isEqualTo(400);
    assertThat(shop.statusOf(back.fields().getOrDefault("orderid", "none"))).isEqualTo("ready");
    assertThat(victim.known().code()).isEqualTo(1);
  }
}

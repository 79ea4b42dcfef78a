package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.WRONG_NUMBER;
import static dev.naru.hub.billing.Subscriber.order;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The brake on card testing, over REST. */
@Tag("G38")
class ThrottleWireTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final String orderNumber = Shop.newOrder();

  @BeforeEach
  void the_refusals_of_other_tests_are_forgotten() {
    world.time.advance(Duration.ofMinutes(11));
  }

  @AfterEach
  void these_are_forgotten_too() {
    world.time.advance(Duration.ofMinutes(11));
    BothBooks.agreeFor(shop);
  }

  private Answer schedules(Subscriber subscriber, String number, int checkingAmount) {
    Map<String, Object> body = new HashMap<>(Subscriber.card(number));
    body.put("customer_uid", subscriber.uid());
    body.put("checking_amount", checkingAmount);
    body.put(
        "schedules",
        List.of(Subscriber.item(Shop.newOrder(), 3_000, world.time.instant().plusSeconds(86_400))));
    return shop.post("/subscribe/payments/schedule", body);
  }

  private void assertThrottled(Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).isEqualTo("요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.");
  }

  private long rows(String table) {
    return world
        .db()
        .sql("select count(*) from " + table + " where merchant_id = :m")
        .param("m", shop.merchant.id())
        .query(Long.class)
        .single();
  }

  @Test
  void a_card_that_was_refused_often_is_refused_before_the_pg_hears_of_it_for_an_hour() {
    Subscriber subscriber = Subscriber.of(shop);
    List<Answer> refusals =
        List.of(
            subscriber.givesCard(WRONG_NUMBER),
            Subscriber.onetime(shop, WRONG_NUMBER, order(orderNumber, 3_000)),
            subscriber.onetime(WRONG_NUMBER, order(orderNumber, 3_000)),
            schedules(subscriber, WRONG_NUMBER, 0),
            subscriber.givesCard(WRONG_NUMBER));
    assertThat(refusals).extracting(Answer::status).containsOnly(200);
    long payments = rows("payment");
    long issues = rows("key_issue");

    assertThrottled(subscriber.givesCard(WRONG_NUMBER));
    assertThrottled(Subscriber.onetime(shop, WRONG_NUMBER, order(orderNumber, 3_000)));
    assertThrottled(subscriber.onetime(WRONG_NUMBER, order(orderNumber, 3_000)));
    assertThrottled(schedules(subscriber, WRONG_NUMBER, 0));

    assertThat(rows("payment")).isEqualTo(payments);
    assertThat(rows("key_issue")).isEqualTo(issues);
    assertThat(rows("schedule")).isZero();
    assertThat(subscriber.givesCard(CARD).code()).as("another card").isZero();
    Shop other = hub.newShop().withInicisBilling();
    assertThat(Subscriber.of(other).givesCard(WRONG_NUMBER).status())
        .as("the same card at another merchant")
        .isEqualTo(200);

    world.time.advance(Duration.ofMinutes(59));
    assertThrottled(subscriber.givesCard(WRONG_NUMBER));
    world.time.advance(Duration.ofMinutes(2));
    assertThat(subscriber.givesCard(WRONG_NUMBER).status()).isEqualTo(200);
    BothBooks.agreeFor(other);
  }

  @Test
  void a_card_that_only_its_checking_amount_refuses_counts_too() {
    for (int i = 0; i < KeyInThrottle.PER_CARD; i++) {
      Answer refused = schedules(Subscriber.of(shop), Subscriber.REFUSED, 1_000);
      assertThat(refused.message()).startsWith("카드정보 확인에 실패하였습니다.");
    }
    assertThrottled(schedules(Subscriber.of(shop), Subscriber.REFUSED, 1_000));
  }

  @Test
  void an_address_that_tries_many_cards_is_held_up() {
    world.scenarioOfOrder(World.INICIS, orderNumber, "bad_card", ",\"times\":30");
    for (int i = 0; i < KeyInThrottle.PER_CALLER; i++) {
      String number = "%016d".formatted(4_111_000_000_000_000L + i);
      assertThat(Subscriber.onetime(shop, number, order(orderNumber, 3_000)).status())
          .isEqualTo(200);
    }
    assertThrottled(Subscriber.onetime(shop, CARD, order(orderNumber, 3_000)));
    world.time.advance(Duration.ofMinutes(11));
    assertThat(statusIn(Subscriber.onetime(shop, CARD, order(orderNumber, 3_000))))
        .isEqualTo("paid");
  }

  @Test
  void cards_tried_at_the_same_time_count_before_the_pg_is_asked() throws Exception {
    List<Callable<Answer>> tries = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    // Other requests are questions about what other tests have left open.
    hub.wire.disturb(
        PgWire.at(
            "/formpay",
            (request, pg) -> {
              asked.incrementAndGet();
              return pg.send(request);
            }));
    for (int i = 0; i < 100; i++) {
      String order = Shop.newOrder();
      String number = "%016d".formatted(4_222_000_000_000_000L + i);
      world.scenarioOfOrder(World.INICIS, order, "bad_card", "");
      tries.add(() -> Subscriber.onetime(shop, number, order(order, 3_000)));
    }
    List<Answer> answers;
    try {
      answers = AtOnce.all(tries);
    } finally {
      hub.wire.heal();
    }
    assertThat(asked).hasValue(KeyInThrottle.PER_CALLER);
    assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(70);
    Shop other = hub.newShop().withInicisBilling();
    assertThat(statusIn(Subscriber.onetime(other, CARD, order(orderNumber, 3_000))))
        .as("the same address at another merchant")
        .isEqualTo("paid");
    BothBooks.agreeFor(other);
  }

  @Test
  void one_card_tried_at_the_same_time_is_asked_about_five_times() throws Exception {
    List<Answer> answers =
        AtOnce.times(
            40, () -> Subscriber.onetime(shop, WRONG_NUMBER, order(Shop.newOrder(), 3_000)));
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 200)
        .hasSize(KeyInThrottle.PER_CARD);
  }

  @Test
  void good_cards_tried_at_the_same_time_wait_for_each_other_and_are_all_charged()
      throws Exception {
    List<Answer> answers =
        AtOnce.times(40, () -> Subscriber.onetime(shop, CARD, order(Shop.newOrder(), 3_000)));
    assertThat(answers).allMatch(answer -> answer.status() == 200 && answer.code() == 0);
  }

  @Test
  @Tag("G25")
  void what_is_counted_names_no_card_and_no_address() {
    assertThat(Subscriber.of(shop).givesCard(WRONG_NUMBER).code()).isNotZero();
    String rows =
        world
            .db()
            .sql("select string_agg(b::text, ' ') from brake b where merchant_id = :m")
            .param("m", shop.merchant.id())
            .query(String.class)
            .single();
    assertThat(rows)
        .contains("card caller")
        .doesNotContain("4000-0000", "4000000000000127", "0000000127", "127.0.0.1");
  }

  @Test
  void good_cards_are_never_held_up() {
    Subscriber subscriber = Subscriber.of(shop);
    for (int i = 0; i < KeyInThrottle.PER_CARD + 2; i++) {
      assertThat(subscriber.givesCard(CARD).code()).isZero();
    }
  }
}

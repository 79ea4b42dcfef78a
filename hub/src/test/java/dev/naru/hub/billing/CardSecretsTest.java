package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.item;
import static dev.naru.hub.billing.Subscriber.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.Traces;
import dev.naru.hub.testing.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys cards in that stand out, in good days and bad, and looks for them everywhere. */
@Tag("G25")
@Tag("G26")
class CardSecretsTest {

  private static final String CARD = "5678-9012-3456-7890";
  private static final String BIRTH = "910817";
  private static final String BUSINESS = "8173920465";

  /** Two digits of a password can't be looked for; what V1 calls them can. */
  private static final List<String> SENTINELS =
      List.of(CARD, CARD.replace("-", ""), BIRTH, BUSINESS, "pwd_2digit", "\"birth\"");

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final List<String> answers = new ArrayList<>();

  @BeforeEach
  void the_refusals_of_other_tests_are_forgotten() {
    world.time.advance(Duration.ofMinutes(11));
  }

  @AfterEach
  void heal() {
    hub.wire.heal();
    world.databaseWorks();
  }

  private static Map<String, Object> card(String identity) {
    return new HashMap<>(
        Map.of("card_number", CARD, "expiry", "2031-07", "birth", identity, "pwd_2digit", "73"));
  }

  private Answer sends(String path, Map<String, Object> more, String identity) {
    Map<String, Object> body = card(identity);
    body.putAll(more);
    Answer answer = shop.post(path, body);
    answers.add(answer.toString());
    return answer;
  }

  /** Every call that takes a card. */
  private List<Answer> everyCall() {
    Map<String, Object> first = order(Shop.newOrder(), 3_000);
    first.put("customer_uid", Subscriber.of(shop).uid());
    Map<String, Object> scheduled = new HashMap<>();
    scheduled.put("customer_uid", Subscriber.of(shop).uid());
    scheduled.put("checking_amount", 1_000);
    scheduled.put(
        "schedules", List.of(item(Shop.newOrder(), 3_000, world.time.instant().plusSeconds(30))));
    return List.of(
        sends("/subscribe/customers/" + Subscriber.of(shop).uid(), Map.of(), BIRTH),
        sends("/subscribe/payments/onetime", order(Shop.newOrder(), 3_000), BUSINESS),
        sends("/subscribe/payments/onetime", first, BIRTH),
        sends("/subscribe/payments/schedule", scheduled, BUSINESS));
  }

  @Test
  void nothing_of_a_card_is_readable_anywhere_however_the_calls_ended() {
    try (Traces traces = new Traces(world)) {
      assertThat(everyCall()).allSatisfy(answer -> assertThat(answer.code()).isZero());
      List<PgWire.Turn> troubles =
          List.of(
              (request, pg) -> {
                throw new IOException("no answer to " + new String(request.body(), UTF_8));
              },
              (request, pg) -> {
                pg.send(request);
                throw new IOException("the answer is lost");
              },
              (request, pg) -> {
                throw new IllegalStateException("a bug at " + new String(request.body(), UTF_8));
              },
              (request, pg) -> {
                throw new PgWire.Crash("here");
              });
      for (PgWire.Turn trouble : troubles) {
        hub.wire.disturb(trouble);
        everyCall();
        hub.wire.heal();
      }
      // A database that is full, before the PG is asked.
      world.databaseFails("before insert", "new.merchant_id = " + shop.merchant.id());
      assertThat(everyCall()).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(500));
      world.databaseWorks();
      // What is wrong with the call itself.
      sends("/subscribe/payments/onetime", Map.of("amount", 3_000), BIRTH);
      sends("/subscribe/payments/onetime", Map.of("merchant_uid", "가".repeat(99)), BIRTH);
      sends("/subscribe/payments/onetime", order("x", 3_000), BIRTH + "7");
      sends("/no/such/path", Map.of(), BIRTH);
      for (int look = 0; look < 6; look++) {
        world.time.advance(Duration.ofMinutes(2));
        hub.settle();
      }
      everyRefusal();

      List<String> rows = traces.rows();
      assertThat(rows).anyMatch(row -> row.startsWith("billing_key: (" + shop.merchant.id()));
      assertThat(rows).anyMatch(row -> row.startsWith("schedule: (" + shop.merchant.id()));
      assertThat(Traces.showing(rows, SENTINELS)).as("in the database").isEmpty();
      assertThat(traces.logged()).anyMatch(line -> line.contains("imps_"));
      assertThat(Traces.showing(traces.logged(), SENTINELS)).as("in the log").isEmpty();
      assertThat(Traces.showing(answers, SENTINELS)).as("in the answers").isEmpty();
    }
    BothBooks.agreeFor(shop);
  }

  /** Up to the one that is held up. */
  private void everyRefusal() {
    String order = Shop.newOrder();
    world.scenarioOfOrder(World.INICIS, order, "bad_card", ",\"times\":5");
    for (int i = 0; i < 6; i++) {
      sends("/subscribe/payments/onetime", order(order, 3_000), BIRTH);
    }
    assertThat(answers.getLast()).contains("429");
  }

  @Test
  @Tag("G27")
  void who_a_customer_is_is_sealed_too() {
    List<String> people =
        List.of("감시병", "010-9876-5432", "sentinel@example.com", "감시로 17", "17017");
    Subscriber subscriber = Subscriber.of(shop);
    Map<String, Object> key = card(BIRTH);
    Map<String, Object> order = order(Shop.newOrder(), 3_000);
    Map<String, Object> item = item(Shop.newOrder(), 3_000, world.time.instant().plusSeconds(30));
    List<String> names = List.of("name", "tel", "email", "addr", "postcode");
    for (int i = 0; i < names.size(); i++) {
      key.put("customer_" + names.get(i), people.get(i));
      order.put("buyer_" + names.get(i), people.get(i));
      item.put("buyer_" + names.get(i), people.get(i));
    }
    try (Traces traces = new Traces(world)) {
      shop.post("/subscribe/customers/" + subscriber.uid(), key);
      Answer paid = subscriber.again(order);
      subscriber.schedules(List.of(item));
      world.time.advance(Duration.ofSeconds(30));
      hub.settle();
      assertThat(paid.response().path("buyer_email").asString()).isEqualTo("sentinel@example.com");
      assertThat(Traces.showing(traces.rows(), people)).as("in the database").isEmpty();
      assertThat(Traces.showing(traces.logged(), people)).as("in the log").isEmpty();
    }
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G27")
  void a_pgs_key_is_sealed_wherever_it_is_kept_and_of_no_use_in_another_row() {
    try (Traces traces = new Traces(world)) {
      Subscriber one = Subscriber.withCard(shop, Subscriber.CARD);
      Subscriber two = Subscriber.withCard(shop, Subscriber.CARD);
      one.again(Shop.newOrder(), 3_000);
      one.schedules(Shop.newOrder(), 3_000, world.time.instant().plusSeconds(60));
      List<String> secrets =
          List.copyOf(KeySecrets.of(hub, shop.merchant.id(), one.uid()).values()).stream()
              .filter(secret -> secret.length() > 8)
              .toList();
      assertThat(secrets).isNotEmpty();
      assertThat(Traces.showing(traces.rows(), secrets)).isEmpty();
      assertThat(Traces.showing(traces.logged(), secrets)).isEmpty();

      world
          .db()
          .sql(
              """
              update billing_key t set key_sealed = f.key_sealed from billing_key f
               where t.merchant_id = :m and t.customer_key = :two
                 and f.merchant_id = :m and f.customer_key = :one
              """)
          .param("m", shop.merchant.id())
          .param("one", one.uid())
          .param("two", two.uid())
          .update();
      String order = Shop.newOrder();
      assertThat(two.again(order, 3_000).status()).isEqualTo(500);
      assertThat(shop.get("/payments/find/" + order).status()).isEqualTo(404);
    }
    BothBooks.agreeFor(shop);
  }
}

package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.order;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * When nobody knows whether KG INICIS charged a key or a card: what it says when asked is taken,
 * and it is never asked to charge again (docs/decisions/0006).
 */
class UnknownChargeTest {

  private static final String LOST_AFTER = "4000-0000-0000-0119";
  private static final String LOST_BEFORE = "4000-0000-0000-0259";

  /** How the merchant's server asks for a charge. */
  enum Way {
    AGAIN,
    ONETIME,
    FIRST
  }

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final Subscriber subscriber = Subscriber.of(shop);
  private final String orderNumber = Shop.newOrder();

  @BeforeEach
  void the_refusals_of_other_tests_are_forgotten() {
    world.time.advance(Duration.ofMinutes(11));
  }

  @AfterEach
  void heal() {
    hub.wire.heal();
    world.databaseWorks();
  }

  private Answer charges(Way way, String number) {
    return switch (way) {
      case AGAIN -> {
        assertThat(subscriber.givesCard(number).code()).isZero();
        yield subscriber.again(orderNumber, 8_000);
      }
      case ONETIME -> Subscriber.onetime(shop, number, order(orderNumber, 8_000));
      case FIRST -> subscriber.onetime(number, order(orderNumber, 8_000));
    };
  }

  /** For this order's charge: what other tests scheduled may be charged at the same time. */
  private PgWire.Turn atOurs(PgWire.Turn there) {
    return (request, pg) ->
        new String(request.body(), UTF_8).contains("merchantData=" + orderNumber + "&")
            ? there.take(request, pg)
            : pg.send(request);
  }

  private void later(int seconds) {
    world.time.advance(Duration.ofSeconds(seconds));
    hub.settle();
  }

  private String paymentNumber() {
    return shop.paymentNumberOf(orderNumber);
  }

  private void assertUnresolved(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).isEqualTo(Subscriber.UNRESOLVED);
    assertThat(shop.statusOf(paymentNumber())).isEqualTo("ready");
  }

  /** The key of a first charge is kept exactly when that is paid. */
  private void assertPaid(Way way) {
    assertThat(shop.statusOf(paymentNumber())).isEqualTo("paid");
    assertThat(shop.payment(paymentNumber()).path("apply_num").asString()).isNotEmpty();
    assertThat(calls("approval")).isEqualTo(1);
    assertThat(subscriber.known().code()).isEqualTo(way == Way.ONETIME ? 1 : 0);
    BothBooks.agreeFor(shop);
  }

  private void assertFailed(Way way, String reason) {
    assertThat(shop.statusOf(paymentNumber())).isEqualTo("failed");
    assertThat(shop.payment(paymentNumber()).path("fail_reason").asString()).isEqualTo(reason);
    assertThat(calls("approval")).isEqualTo(1);
    assertThat(subscriber.known().code()).isEqualTo(way == Way.AGAIN ? 0 : 1);
    BothBooks.agreeFor(shop);
  }

  private long calls(String operation) {
    return world.callsAbout(paymentNumber()).stream().filter(operation::equals).count();
  }

  @ParameterizedTest
  @Tag("G04")
  @EnumSource(Way.class)
  void a_charge_whose_answer_was_lost_is_found_at_once(Way way) {
    Answer answer = charges(way, LOST_AFTER);

    assertThat(statusIn(answer)).isEqualTo("paid");
    assertThat(world.callsAbout(paymentNumber())).containsExactly("approval", "inquiry");
    assertPaid(way);
  }

  @ParameterizedTest
  @Tag("G04")
  @EnumSource(Way.class)
  void a_charge_that_the_pg_never_saw_is_believed_so_after_a_while(Way way) {
    assertUnresolved(charges(way, LOST_BEFORE));
    assertThat(Subscriber.onetime(shop, CARD, order(orderNumber, 8_000)).message())
        .as("the order is blocked meanwhile")
        .isEqualTo(Subscriber.TAKEN);

    for (int seconds : List.of(2, 5, 10)) {
      later(seconds);
      assertThat(shop.statusOf(paymentNumber())).isEqualTo("ready");
    }
    later(30);

    assertFailed(way, "PG사에 결제 내역이 없어 결제되지 않았습니다.");
    later(3 * 86_400);
    assertThat(world.callsAbout(paymentNumber()))
        .as("one of them for the call that found the order blocked")
        .containsExactly(
            "approval", "inquiry", "inquiry", "inquiry", "inquiry", "inquiry", "inquiry");
    assertThat(statusIn(Subscriber.onetime(shop, CARD, order(orderNumber, 8_000))))
        .as("the order is free again")
        .isEqualTo("paid");
  }

  @ParameterizedTest
  @Tag("G04")
  @EnumSource(Way.class)
  void an_inquiry_without_an_answer_is_asked_again(Way way) {
    world.scenarioOfOrder(World.INICIS, orderNumber, "inquiry_timeout", "");
    assertUnresolved(charges(way, LOST_AFTER));

    later(2);

    assertPaid(way);
  }

  @ParameterizedTest
  @Tag("G07")
  @EnumSource(Way.class)
  void another_amount_than_was_asked_for_is_given_back(Way way) {
    world.scenarioOfOrder(World.INICIS, orderNumber, "wrong_amount", ",\"amount\":9000");

    Answer answer = charges(way, CARD);

    if (way == Way.AGAIN) {
      assertThat(statusIn(answer)).isEqualTo("failed");
    } else {
      assertThat(answer.code()).isEqualTo(-1);
      assertThat(answer.message()).startsWith("결제승인에 실패하였습니다. ");
    }
    assertThat(world.chargesOf(paymentNumber()))
        .singleElement()
        .satisfies(charge -> assertThat(charge.amount()).isEqualTo(9_000))
        .satisfies(charge -> assertThat(charge.isWhollyCancelled()).isTrue());
    assertFailed(way, shop.payment(paymentNumber()).path("fail_reason").asString());
  }

  @Test
  @Tag("G07")
  void another_amount_is_given_back_later_where_the_pg_would_not_do_so_now() {
    world.scenarioOfOrder(World.INICIS, orderNumber, "wrong_amount", ",\"amount\":9000");
    world.scenarioOfOrder(World.INICIS, orderNumber, "cancel_refused", "");
    assertUnresolved(charges(Way.AGAIN, CARD));

    later(2);

    assertFailed(Way.AGAIN, shop.payment(paymentNumber()).path("fail_reason").asString());
  }

  @ParameterizedTest
  @Tag("G04")
  @CsvSource({"AGAIN", "ONETIME"})
  void an_answer_that_cannot_be_read_is_asked_about(Way way) {
    if (way == Way.AGAIN) {
      assertThat(subscriber.givesCard(CARD).code()).isZero();
    }
    world.scenarioOfOrder(World.INICIS, orderNumber, "garbage_answer", "");
    Answer answer =
        way == Way.AGAIN ? subscriber.again(orderNumber, 8_000) : charges(Way.ONETIME, CARD);
    assertThat(statusIn(answer)).isEqualTo("paid");
    assertPaid(way);
  }

  @Test
  void a_key_that_cannot_be_read_is_never_charged() {
    world.scenarioOfOrder(World.INICIS, orderNumber, "garbage_answer", "");
    Answer answer = charges(Way.FIRST, CARD);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).startsWith("카드정보 인증에 실패하였습니다. ");
    assertThat(world.callsAbout(paymentNumber())).isEmpty();
    assertThat(shop.statusOf(paymentNumber())).isEqualTo("failed");
    assertThat(subscriber.known().code()).isEqualTo(1);
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @Tag("G05")
  @Tag("G19")
  @CsvSource({"AGAIN,before", "ONETIME,before", "FIRST,before", "AGAIN,after", "FIRST,after"})
  void a_charge_that_cannot_be_written_down_is_found_when_it_can(Way way, String fails) {
    world.databaseFails(
        fails + " update", "new.state = 'PAID' and new.merchant_id = " + shop.merchant.id());
    assertUnresolved(charges(way, CARD));
    assertThat(shop.toldOf(paymentNumber())).isEmpty();

    world.databaseWorks();
    later(60);

    assertPaid(way);
    assertThat(shop.toldOf(paymentNumber())).containsExactly("paid");
  }

  @Test
  @Tag("G01")
  void an_answer_that_comes_after_the_janitor_asked_changes_nothing() throws Exception {
    assertThat(subscriber.givesCard(CARD).code()).isZero();
    CountDownLatch charged = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hub.wire.disturb(
        atOurs((request, pg) -> {
          var answer = pg.send(request);
          charged.countDown();
          await(goOn);
          return answer;
        }));
    try (ExecutorService server = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer = server.submit(() -> subscriber.again(orderNumber, 8_000));
      await(charged);
      later(50);
      assertThat(shop.statusOf(paymentNumber())).isEqualTo("paid");
      goOn.countDown();
      answer.get(60, TimeUnit.SECONDS);
    }
    assertPaid(Way.AGAIN);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Tag("G04")
  void a_charge_that_reaches_the_pg_after_the_inquiry_did_is_found_all_the_same()
      throws IOException {
    assertThat(subscriber.givesCard(CARD).code()).isZero();
    List<PgTransport.Request> onItsWay = new ArrayList<>();
    hub.wire.disturb(
        atOurs((request, pg) -> {
          onItsWay.add(request);
          throw new IOException("no answer");
        }));
    assertUnresolved(subscriber.again(orderNumber, 8_000));
    later(2);
    later(5);
    assertThat(shop.statusOf(paymentNumber())).isEqualTo("ready");

    hub.wire.heal();
    hub.wire.send(onItsWay.getFirst());
    later(10);

    assertThat(onItsWay).hasSize(1);
    assertPaid(Way.AGAIN);
  }

  @Test
  @Tag("G06")
  void what_the_pg_never_answers_holds_its_order_until_the_pg_says_what_is_true() {
    assertThat(subscriber.givesCard(CARD).code()).isZero();
    hub.wire.disturb((request, pg) -> {
      throw new IOException("no answer");
    });
    assertUnresolved(subscriber.again(orderNumber, 8_000));
    for (int turn = 0; turn < 14; turn++) {
      later(25 * 3_600);
      assertThat(outcome()).isEqualTo("open");
    }
    assertThat(subscriber.again(orderNumber, 8_000).message()).isEqualTo(Subscriber.TAKEN);
    hub.wire.heal();
    later(25 * 3_600);
    assertThat(outcome()).isEqualTo("never_charged");
  }

  private String outcome() {
    return world
        .db()
        .sql("select coalesce(outcome, 'open') from attempt where payment_number = :id")
        .param("id", paymentNumber())
        .query(String.class)
        .single();
  }

  @Test
  void a_key_that_is_found_late_replaces_none_that_was_issued_meanwhile() {
    world.scenarioOfOrder(World.INICIS, orderNumber, "inquiry_timeout", "");
    assertUnresolved(charges(Way.FIRST, LOST_AFTER));
    world.time.advance(Duration.ofSeconds(1));
    assertThat(subscriber.givesCard("4330-1234-1234-1234").code()).isZero();

    later(2);

    assertPaid(Way.FIRST);
    assertThat(subscriber.known().response().path("card_number").asString()).startsWith("433012");
    assertThat(statusIn(subscriber.again(Shop.newOrder(), 8_000))).isEqualTo("paid");
  }

  @Test
  @Tag("G02")
  @Tag("G03")
  void the_intent_is_committed_before_the_pg_hears_of_it_and_nothing_is_open_meanwhile() {
    assertThat(subscriber.givesCard(CARD).code()).isZero();
    var seen = new CompletableFuture<String>();
    hub.wire.disturb(
        atOurs((request, pg) -> {
          seen.complete(whileThePgWorks());
          return pg.send(request);
        }));

    assertThat(statusIn(subscriber.again(orderNumber, 8_000))).isEqualTo("paid");

    assertThat(seen.join())
        .isEqualTo("APPROVING, 1 open attempt, 0 webhooks, 0 idle in transaction");
    BothBooks.agreeFor(shop);
  }

  private String whileThePgWorks() {
    return world
        .db()
        .sql(
            """
            select p.state
              || ', ' || (select count(*) from attempt a where a.payment_number = p.payment_number
                           and a.due_at is not null) || ' open attempt'
              || ', ' || (select count(*) from webhook_task w where w.payment_number = p.payment_number)
              || ' webhooks'
              || ', ' || (select count(*) from pg_stat_activity
                           where datname = current_database() and state like 'idle in transaction%')
              || ' idle in transaction'
              from payment p where p.payment_number = :id
            """)
        .param("id", paymentNumber())
        .query(String.class)
        .single();
  }
}

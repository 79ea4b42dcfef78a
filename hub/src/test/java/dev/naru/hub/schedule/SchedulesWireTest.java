package dev.naru.hub.schedule;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Entering, changing and looking up schedules over REST (spec/rest-api.md §4.6). */
class SchedulesWireTest {

  private static final String SCHEDULE = "/subscribe/payments/schedule";

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final Subscriber subscriber = Subscriber.of(shop);
  private final String a = Shop.newOrder();
  private final String b = Shop.newOrder();
  private final String c = Shop.newOrder();

  @BeforeEach
  void the_refusals_of_other_tests_are_forgotten() {
    world.time.advance(Duration.ofMinutes(11));
  }

  @AfterEach
  void both_books_agree() {
    BothBooks.agreeFor(shop);
  }

  private Instant in(int seconds) {
    return world.time.instant().plusSeconds(seconds);
  }

  private JsonNode find(String orderNumber) {
    return Subscriber.scheduled(shop, orderNumber).response();
  }

  private String statusOf(String orderNumber) {
    return find(orderNumber).path("schedule_status").asString("none");
  }

  private static List<String> orders(JsonNode list) {
    return list.valueStream().map(each -> each.path("merchant_uid").asString()).toList();
  }

  /** Three, an hour apart. */
  private void schedulesThree() {
    assertThat(subscriber.givesCard(CARD).code()).isZero();
    Answer answer =
        subscriber.schedules(
            List.of(
                item(a, 3_000, in(3_600)), item(b, 4_000, in(7_200)), item(c, 5_000, in(10_800))));
    assertThat(answer.code()).as(answer.message()).isZero();
    assertThat(orders(answer.response())).containsExactly(a, b, c);
  }

  @Test
  void what_is_scheduled_is_found_in_every_way() {
    schedulesThree();
    JsonNode one = find(b);
    assertThat(one.path("schedule_status").asString()).isEqualTo("scheduled");
    assertThat(one.path("schedule_at").asLong()).isEqualTo(in(7_200).getEpochSecond());
    assertThat(one.path("amount").asLong()).isEqualTo(4_000);
    assertThat(one.path("customer_uid").asString()).isEqualTo(subscriber.uid());
    assertThat(one.path("imp_uid").isNull()).isTrue();
    assertThat(one.path("payment_status").isNull()).isTrue();
    assertThat(one.path("executed_at").asLong()).isZero();

    String range =
        "?schedule_from=%d&schedule_to=%d"
            .formatted(in(0).getEpochSecond(), in(86_400).getEpochSecond());
    for (String path :
        List.of(
            SCHEDULE + range,
            SCHEDULE + "/customers/" + subscriber.uid() + range,
            "/subscribe/customers/" + subscriber.uid() + "/schedules" + range)) {
      JsonNode page = shop.get(path).response();
      assertThat(page.path("total").asInt()).as(path).isEqualTo(3);
      assertThat(orders(page.path("list"))).as(path).containsExactly(c, b, a);
    }
    assertThat(
            orders(
                shop.get(SCHEDULE + range + "&sorting=scheduled&limit=2").response().path("list")))
        .containsExactly(a, b);
    assertThat(
            orders(
                shop.get(SCHEDULE + range + "&sorting=scheduled&limit=2&page=2")
                    .response()
                    .path("list")))
        .containsExactly(c);
    assertThat(subscriber.unschedules(b).code()).isZero();
    assertThat(
            orders(shop.get(SCHEDULE + range + "&schedule_status=revoked").response().path("list")))
        .containsExactly(b);
    assertThat(Subscriber.scheduled(shop, "nothing").status()).isEqualTo(404);
    assertThat(shop.get(SCHEDULE + "/customers/nobody" + range).response().path("total").asInt())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"past", "now", "scheduled", "paid", "twice"})
  void if_one_cannot_be_scheduled_none_is(String why) {
    assertThat(subscriber.givesCard(CARD).code()).isZero();
    switch (why) {
      case "scheduled" -> subscriber.schedules(b, 1_000, in(60));
      case "paid" -> subscriber.again(b, 4_000);
      default -> {}
    }
    int at =
        switch (why) {
          case "past" -> -1;
          case "now" -> 0;
          default -> 120;
        };
    Answer answer =
        subscriber.schedules(
            List.of(
                item(a, 3_000, in(60)),
                item(b, 4_000, in(at)),
                item(why.equals("twice") ? b : c, 5_000, in(180))));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.message())
        .startsWith(at <= 0 ? "예약시각(schedule_at)이 이미 지났습니다." : "이미 등록된 merchant_uid입니다.");
    assertThat(statusOf(a)).isEqualTo("none");
    assertThat(statusOf(b)).isEqualTo(why.equals("scheduled") ? "scheduled" : "none");
    assertThat(statusOf(c)).isEqualTo("none");
  }

  @Test
  void who_has_neither_key_nor_card_schedules_nothing() {
    Answer answer = subscriber.schedules(a, 3_000, in(60));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.message()).isEqualTo("등록된 고객정보가 없습니다.");
  }

  private Answer schedulesWithCard(String number, int checkingAmount) {
    Map<String, Object> body = new HashMap<>(Subscriber.card(number));
    body.put("customer_uid", subscriber.uid());
    body.put("schedules", List.of(item(a, 3_000, in(60))));
    if (checkingAmount > 0) {
      body.put("checking_amount", checkingAmount);
    }
    return shop.post(SCHEDULE, body);
  }

  @Test
  void a_card_that_comes_with_the_schedule_gets_a_key() {
    assertThat(schedulesWithCard(CARD, 0).code()).isZero();
    assertThat(subscriber.known().code()).isZero();
    assertThat(world.book().stream().filter(this::isOurs)).noneMatch(World.Charge::holdsMoney);
    world.time.advance(Duration.ofSeconds(61));
    hub.settle();
    assertThat(find(a).path("payment_status").asString()).isEqualTo("paid");
  }

  private boolean isOurs(World.Charge charge) {
    return shop.get("/payments/" + charge.order_id()).code() == 0;
  }

  @Test
  void a_checking_amount_is_charged_and_given_back_before_anything_is_kept() {
    Answer answer = schedulesWithCard(CARD, 1_000);
    assertThat(answer.code()).as(answer.message()).isZero();
    assertThat(subscriber.known().code()).isZero();
    assertThat(checks()).containsExactly("1000-1000 cancelled");
    assertThat(webhooks()).isZero();
    assertThat(schedulesWithCard(CARD, 1_000).code()).as("the key is there: no check").isEqualTo(1);
    assertThat(checks()).hasSize(1);
  }

  /** The PG's lines about this shop's checks. */
  private List<String> checks() {
    return world
        .db()
        .sql(
            """
            select payment_number from payment where merchant_id = :m and order_number like 'check%'
            """)
        .param("m", shop.merchant.id())
        .query((row, number) -> row.getString(1))
        .list()
        .stream()
        .flatMap(paymentNumber -> world.chargesOf(paymentNumber).stream())
        .map(line -> "%d-%d %s".formatted(line.amount(), line.cancelled_amount(), line.status()))
        .toList();
  }

  private long webhooks() {
    return world
        .db()
        .sql("select count(*) from webhook_task where merchant_id = :m")
        .param("m", shop.merchant.id())
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource({
    Subscriber.WRONG_NUMBER + ",0,500601",
    Subscriber.REFUSED + ",1000,120001",
  })
  void a_card_that_is_refused_schedules_nothing(String number, int checking, String code) {
    Answer refused = schedulesWithCard(number, checking);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.message()).startsWith("카드정보 확인에 실패하였습니다. [" + code + "]");
    assertThat(subscriber.known().code()).isEqualTo(1);
    assertThat(statusOf(a)).isEqualTo("none");
    assertThat(
            world
                .db()
                .sql("select count(*) from key_issue where merchant_id = :m and ended_at is null")
                .param("m", shop.merchant.id())
                .query(Long.class)
                .single())
        .as("issues that look as if they were still under way")
        .isZero();
  }

  @Test
  void what_is_revoked_is_named_by_customer_by_orders_or_by_both() {
    schedulesThree();
    Subscriber other = Subscriber.withCard(shop, CARD);
    String theirs = Shop.newOrder();
    other.schedules(theirs, 3_000, in(60));

    assertNothing(Map.of("customer_uid", other.uid(), "merchant_uid", a));
    assertNothing(Map.of("customer_uid", subscriber.uid(), "merchant_uid", a + "," + b));
    assertNothing(Map.of("merchant_uid", "nothing"));
    assertThat(shop.post("/subscribe/payments/unschedule", Map.of()).status()).isEqualTo(400);
    assertThat(Stream.of(a, b, c, theirs).map(this::statusOf)).containsOnly("scheduled");

    assertThat(orders(unschedules(Map.of("merchant_uid", a)).response())).containsExactly(a);
    assertThat(orders(unschedules(Map.of("customer_uid", subscriber.uid())).response()))
        .containsExactly(b, c);
    assertThat(
            orders(
                unschedules(Map.of("customer_uid", other.uid(), "merchant_uid", List.of(theirs, a)))
                    .response()))
        .containsExactly(theirs);
    assertThat(Stream.of(a, b, c, theirs).map(this::statusOf)).containsOnly("revoked");
    assertThat(find(a).path("revoked_at").asLong()).isEqualTo(in(0).getEpochSecond());
    assertNothing(Map.of("customer_uid", subscriber.uid()));

    world.time.advance(Duration.ofDays(1));
    hub.settle();
    assertThat(Stream.of(a, b, c, theirs).map(this::statusOf)).containsOnly("revoked");
  }

  private Answer unschedules(Map<String, Object> what) {
    return shop.post("/subscribe/payments/unschedule", what);
  }

  private void assertNothing(Map<String, Object> what) {
    Answer none = unschedules(what);
    assertThat(none.status()).isEqualTo(200);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.message()).isEqualTo("취소할 예약결제 기록이 존재하지 않습니다.");
  }

  private Answer moves(String orderNumber, Instant at) {
    return shop.put(SCHEDULE + "/" + orderNumber, Map.of("schedule_at", at.getEpochSecond()));
  }

  private Answer reschedules(String orderNumber, Instant at) {
    return shop.post(
        SCHEDULE + "/" + orderNumber + "/reschedule", Map.of("schedule_at", at.getEpochSecond()));
  }

  @Test
  void a_pending_one_is_given_another_time_and_runs_then() {
    schedulesThree();
    Answer moved = moves(a, in(9_000));
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.response().path("schedule_at").asLong()).isEqualTo(in(9_000).getEpochSecond());
    assertThat(moves(a, in(-1)).status()).isEqualTo(400);
    assertThat(moves(a, in(0)).status()).isEqualTo(400);
    assertThat(shop.put(SCHEDULE + "/" + a, Map.of()).status()).isEqualTo(400);
    assertThat(moves("nothing", in(60)).status()).isEqualTo(404);

    world.time.advance(Duration.ofSeconds(7_300));
    hub.settle();
    assertThat(statusOf(a)).isEqualTo("scheduled");
    assertThat(statusOf(b)).isEqualTo("executed");
    assertThat(moves(b, in(60)).status()).isEqualTo(400);
    world.time.advance(Duration.ofSeconds(1_700));
    hub.settle();
    assertThat(statusOf(a)).isEqualTo("executed");
    subscriber.unschedules(c);
    assertThat(moves(c, in(60)).status()).isEqualTo(400);
  }

  @Test
  void what_failed_or_was_revoked_is_scheduled_again_and_nothing_else() {
    schedulesThree();
    world.scenarioOfOrder(World.INICIS, a, "decline", "");
    assertThat(reschedules(a, in(60)).status()).as("not yet run").isEqualTo(400);
    assertThat(reschedules("nothing", in(60)).status()).isEqualTo(404);
    world.time.advance(Duration.ofSeconds(7_300));
    hub.settle();
    subscriber.unschedules(c);
    assertThat(reschedules(b, in(60)).status()).as("paid").isEqualTo(400);
    assertThat(reschedules(a, in(-1)).status()).as("past").isEqualTo(400);
    String failed = find(a).path("imp_uid").asString();

    for (String order : List.of(a, c)) {
      Answer again = reschedules(order, in(60));
      assertThat(again.status()).as(again.message()).isEqualTo(200);
      assertThat(again.response().path("schedule_status").asString()).isEqualTo("scheduled");
      assertThat(reschedules(order, in(90)).status()).as("pending again").isEqualTo(400);
      assertThat(statusOf(order)).as("the latest is told").isEqualTo("scheduled");
    }
    world.time.advance(Duration.ofSeconds(61));
    hub.settle();
    assertThat(find(a).path("payment_status").asString()).isEqualTo("paid");
    assertThat(find(c).path("payment_status").asString()).isEqualTo("paid");
    assertThat(find(a).path("imp_uid").asString()).isNotEqualTo(failed);
    assertThat(shop.statusOf(failed)).isEqualTo("failed");
  }
}

package dev.naru.hub.schedule;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.item;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a schedule at its time (spec/rest-api.md §4.6.3). */
class ScheduleRunsTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final String orderNumber = Shop.newOrder();

  @AfterEach
  void both_books_agree() {
    BothBooks.agreeFor(shop);
  }

  private Instant in(int seconds) {
    return world.time.instant().plusSeconds(seconds);
  }

  private void later(int seconds) {
    world.time.advance(Duration.ofSeconds(seconds));
    hub.settle();
  }

  private JsonNode schedule() {
    return Subscriber.scheduled(shop, orderNumber).response();
  }

  private String paymentNumber() {
    return schedule().path("imp_uid").asString();
  }

  private long approvals() {
    return world.callsAbout(paymentNumber()).stream().filter("approval"::equals).count();
  }

  private Answer retries() {
    return shop.post("/subscribe/payments/schedule/" + orderNumber + "/retry", Map.of());
  }

  private void assertExecuted(String paymentStatus) {
    JsonNode schedule = schedule();
    assertThat(schedule.path("schedule_status").asString()).isEqualTo("executed");
    assertThat(schedule.path("payment_status").asString()).isEqualTo(paymentStatus);
    assertThat(schedule.path("executed_at").asLong()).isPositive();
    assertThat(shop.statusOf(paymentNumber())).isEqualTo(paymentStatus);
  }

  private List<String> told() {
    return shop.toldOf(paymentNumber());
  }

  @Test
  void it_is_charged_at_its_second_and_not_before() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    Map<String, Object> wanted = item(orderNumber, 3_000, in(600));
    wanted.putAll(Map.of("name", "나루 정기구독", "buyer_name", "홍길동", "custom_data", "가=1"));
    subscriber.schedules(List.of(wanted));

    later(599);
    assertThat(schedule().path("schedule_status").asString()).isEqualTo("scheduled");
    later(1);

    assertExecuted("paid");
    JsonNode payment = shop.payment(paymentNumber());
    assertThat(payment.path("customer_uid_usage").asString()).isEqualTo("payment.scheduled");
    assertThat(payment.path("channel").asString()).isEqualTo("api");
    assertThat(payment.path("name").asString()).isEqualTo("나루 정기구독");
    assertThat(payment.path("buyer_name").asString()).isEqualTo("홍길동");
    assertThat(payment.path("custom_data").asString()).isEqualTo("가=1");
    assertThat(schedule().path("pg_id").asString()).isEqualTo("INIBillTst");
    assertThat(approvals()).isEqualTo(1);
    assertThat(told()).containsExactly("paid");
    assertThat(retries().status()).as("what is paid").isEqualTo(400);
    assertThat(shop.cancel(paymentNumber()).code()).isZero();
  }

  @Test
  @Tag("G21")
  void the_merchant_is_told_of_success_and_of_failure_once_the_payment_can_be_read()
      throws Exception {
    BlockingQueue<String> read = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonNode told =
              JsonMapper.shared()
                  .readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          read.add(
              exchange.getRequestURI().getPath()
                  + " "
                  + told.path("merchant_uid").asString()
                  + " "
                  + told.path("status").asString()
                  + " "
                  + shop.statusOf(told.path("imp_uid").asString()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      shop.put(Setting.WEBHOOK_URL, base + "/store");
      Subscriber refused = Subscriber.withCard(shop, Subscriber.REFUSED);
      refused.schedules(orderNumber, 3_000, in(10));
      later(10);
      assertThat(read.poll(30, TimeUnit.SECONDS))
          .isEqualTo("/store " + orderNumber + " failed failed");

      String own = Shop.newOrder();
      Map<String, Object> item = item(own, 3_000, in(10));
      item.put("notice_url", base + "/own");
      Subscriber.withCard(shop, CARD).schedules(List.of(item));
      later(10);
      assertThat(read.poll(30, TimeUnit.SECONDS)).isEqualTo("/own " + own + " paid paid");
      assertThat(read).isEmpty();
    } finally {
      server.stop(0);
      shop.put(Setting.WEBHOOK_URL, "");
    }
  }

  @ParameterizedTest
  @Tag("G16")
  @ValueSource(
      strings = {
        Subscriber.REFUSED,
        Subscriber.EXPIRED,
        "4000-0000-0000-9995",
        "4000-0000-0000-9979"
      })
  void a_decline_is_never_tried_again_by_itself(String number) {
    Subscriber.withCard(shop, number).schedules(orderNumber, 3_000, in(10));
    later(10);
    assertExecuted("failed");
    assertThat(schedule().path("fail_reason").asString()).isNotEmpty();
    assertThat(told()).containsExactly("failed");
    String first = paymentNumber();

    for (int day = 0; day < 40; day++) {
      later(86_400);
    }

    assertThat(paymentNumber()).isEqualTo(first);
    assertThat(approvals()).isEqualTo(1);
    assertThat(told()).containsExactly("failed");
    assertThat(payments()).isEqualTo(1);
  }

  private long payments() {
    return world
        .db()
        .sql("select count(*) from payment where merchant_id = :m")
        .param("m", shop.merchant.id())
        .query(Long.class)
        .single();
  }

  @Test
  @Tag("G04")
  @Tag("G16")
  void what_stays_unknown_is_asked_about_and_never_charged_again() {
    Subscriber.withCard(shop, "4000-0000-0000-0259").schedules(orderNumber, 3_000, in(10));
    later(10);
    JsonNode schedule = schedule();
    assertThat(schedule.path("schedule_status").asString()).isEqualTo("executed");
    assertThat(schedule.path("payment_status").isNull()).isTrue();
    assertThat(told()).isEmpty();
    assertThat(retries().status()).as("while nobody knows").isEqualTo(400);

    for (int seconds : List.of(2, 5, 10, 30)) {
      later(seconds);
    }

    assertExecuted("failed");
    assertThat(told()).containsExactly("failed");
    later(40 * 86_400);
    assertThat(approvals()).isEqualTo(1);
    assertThat(payments()).isEqualTo(1);
  }

  @Test
  @Tag("G04")
  void a_time_out_after_the_charge_is_found_at_once() {
    Subscriber.withCard(shop, "4000-0000-0000-0119").schedules(orderNumber, 3_000, in(10));
    later(10);
    assertExecuted("paid");
    assertThat(told()).containsExactly("paid");
    assertThat(world.callsAbout(paymentNumber())).containsExactly("approval", "inquiry");
  }

  @Test
  @Tag("G19")
  void a_time_out_whose_inquiry_times_out_too_is_found_later_and_told_once() {
    Subscriber.withCard(shop, "4000-0000-0000-0119").schedules(orderNumber, 3_000, in(10));
    world.scenarioOfOrder(World.INICIS, orderNumber, "inquiry_timeout", "");
    later(10);
    assertThat(schedule().path("payment_status").isNull()).isTrue();
    later(2);
    assertExecuted("paid");
    assertThat(told()).containsExactly("paid");
    assertThat(approvals()).isEqualTo(1);
  }

  @Test
  void a_retry_charges_now_and_tells_a_decline_as_a_payment() {
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.REFUSED);
    subscriber.schedules(orderNumber, 3_000, in(10));
    assertThat(retries().status()).as("what is pending").isEqualTo(400);
    later(10);
    String first = paymentNumber();

    Answer declined = retries();
    assertThat(declined.status()).isEqualTo(200);
    assertThat(declined.code()).isZero();
    assertThat(Subscriber.statusIn(declined)).isEqualTo("failed");
    assertThat(paymentNumber()).isEqualTo(Subscriber.paymentNumberIn(declined)).isNotEqualTo(first);
    assertThat(told()).as("success only, except for what ran by itself").isEmpty();

    subscriber.givesCard(CARD);
    Answer paid = retries();
    assertThat(Subscriber.statusIn(paid)).isEqualTo("paid");
    assertExecuted("paid");
    assertThat(told()).containsExactly("paid");
    assertThat(retries().status()).isEqualTo(400);
    assertThat(shop.post("/subscribe/payments/schedule/nothing/retry", Map.of()).status())
        .isEqualTo(404);
  }

  @Test
  void what_was_revoked_may_be_charged_by_a_retry_unless_its_key_is_gone() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    subscriber.schedules(orderNumber, 3_000, in(10));
    subscriber.unschedules(orderNumber);
    assertThat(schedule().path("revoked_at").asLong()).isPositive();
    shop.delete("/subscribe/customers/" + subscriber.uid());
    assertThat(retries().status()).isEqualTo(404);
    subscriber.givesCard(CARD);
    assertThat(Subscriber.statusIn(retries())).isEqualTo("paid");
    assertExecuted("paid");
    assertThat(schedule().path("revoked_at").asLong(-1)).as("executed, not revoked").isZero();
  }

  @Test
  void a_key_that_is_gone_fails_it_without_asking_any_pg() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    subscriber.schedules(orderNumber, 3_000, in(10));
    shop.delete("/subscribe/customers/" + subscriber.uid());
    later(10);
    assertExecuted("failed");
    assertThat(schedule().path("fail_reason").asString()).isEqualTo("등록된 빌링키가 없어 결제하지 못했습니다.");
    assertThat(told()).containsExactly("failed");
    assertThat(world.callsAbout(paymentNumber())).isEmpty();
  }

  @Test
  @Tag("G14")
  void an_order_that_was_paid_meanwhile_fails_it_without_asking_any_pg() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    subscriber.schedules(orderNumber, 3_000, in(10));
    assertThat(Subscriber.statusIn(subscriber.again(orderNumber, 3_000))).isEqualTo("paid");
    later(10);
    assertExecuted("failed");
    assertThat(schedule().path("fail_reason").asString()).isEqualTo(Subscriber.TAKEN);
    assertThat(told()).containsExactly("failed");
    assertThat(world.callsAbout(paymentNumber())).isEmpty();
  }

  @Test
  void a_key_that_was_issued_anew_is_the_one_charged() {
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.REFUSED);
    subscriber.schedules(orderNumber, 3_000, in(10));
    subscriber.givesCard(CARD);
    later(10);
    assertExecuted("paid");
  }

  @Test
  @Tag("G15")
  void what_fell_due_while_no_hub_ran_is_executed_once_each_and_what_was_revoked_never() {
    try (World own = new World()) {
      Shop down;
      Subscriber subscriber;
      List<String> orders = Stream.generate(Shop::newOrder).limit(3).toList();
      String revoked = Shop.newOrder();
      try (RunningHub first = RunningHub.start(own, Map.of())) {
        down = first.newShop().withInicisBilling();
        subscriber = Subscriber.withCard(down, CARD);
        for (int i = 0; i < 3; i++) {
          subscriber.schedules(orders.get(i), 3_000, own.time.instant().plusSeconds(60L * (i + 1)));
        }
        subscriber.schedules(revoked, 3_000, own.time.instant().plusSeconds(90));
        subscriber.unschedules(revoked);
      }
      own.time.advance(Duration.ofDays(3));
      for (int start = 0; start < 2; start++) {
        try (RunningHub next = RunningHub.start(own, Map.of())) {
          next.settle();
          Shop up = down.at(next);
          for (String order : orders) {
            JsonNode schedule = Subscriber.scheduled(up, order).response();
            assertThat(schedule.path("payment_status").asString()).isEqualTo("paid");
            assertThat(own.callsAbout(schedule.path("imp_uid").asString()))
                .containsExactly("approval");
          }
          assertThat(
                  Subscriber.scheduled(up, revoked).response().path("schedule_status").asString())
              .isEqualTo("revoked");
          assertThat(own.book().stream().filter(World.Charge::holdsMoney)).hasSize(3);
          BothBooks.agreeFor(up);
        }
        own.time.advance(Duration.ofDays(3));
      }
    }
  }
}

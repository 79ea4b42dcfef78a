package dev.naru.hub.schedule;

import static dev.naru.hub.billing.Subscriber.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.KeyCharges.Answer;
import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.schedule.ScheduleRepository.Entered;
import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/** A schedule is executed once, or revoked, whoever else is at it. */
@Tag("G15")
class ScheduleRaceTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();

  @Test
  void of_revoking_and_executing_one_wins_and_never_both() throws Exception {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    for (int round = 0; round < 24; round++) {
      String orderNumber = Shop.newOrder();
      subscriber.schedules(orderNumber, 3_000, world.time.instant().plusSeconds(1));
      List<Callable<Boolean>> both = new ArrayList<>();
      both.add(() -> subscriber.unschedules(orderNumber).code() == 0);
      both.add(() -> {
        world.time.advance(Duration.ofSeconds(1));
        hub.settle();
        return true;
      });
      boolean revoked = AtOnce.all(both).getFirst();
      hub.settle();

      JsonNode schedule = Subscriber.scheduled(shop, orderNumber).response();
      String status = schedule.path("schedule_status").asString();
      assertThat(status).isEqualTo(revoked ? "revoked" : "executed");
      assertThat(schedule.path("imp_uid").isNull()).isEqualTo(revoked);
      assertThat(payments(orderNumber)).isEqualTo(revoked ? 0 : 1);
    }
    BothBooks.agreeFor(shop);
  }

  private long payments(String orderNumber) {
    return world
        .db()
        .sql("select count(*) from payment where merchant_id = :m and order_number = :o")
        .param("m", shop.merchant.id())
        .param("o", orderNumber)
        .query(Long.class)
        .single();
  }

  /** Both stand before the same row when it is let go; whoever came first has it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_revoking_and_executing_that_meet_in_the_row_the_first_wins(boolean revokingFirst)
      throws Exception {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String orderNumber = Shop.newOrder();
    subscriber.schedules(orderNumber, 3_000, world.time.instant().plusSeconds(86_400));
    Callable<Integer> revoke = () -> subscriber.unschedules(orderNumber).code();
    Callable<Integer> execute =
        () -> executes(due(orderNumber)) instanceof Answer.Made(Charges.Recorded.Paid _) ? 0 : 1;
    try (Connection other = world.database.getConnection();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      JdbcClient.create(new SingleConnectionDataSource(other, true))
          .sql("select id from schedule where merchant_id = :m and order_number = :o for update")
          .param("m", shop.merchant.id())
          .param("o", orderNumber)
          .query(UUID.class)
          .single();
      Future<Integer> first = threads.submit(revokingFirst ? revoke : execute);
      world.untilWaitingForLocks(1);
      Future<Integer> second = threads.submit(revokingFirst ? execute : revoke);
      world.untilWaitingForLocks(2);
      other.rollback();
      assertThat(first.get(60, TimeUnit.SECONDS)).isZero();
      assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(statusOf(orderNumber)).isEqualTo(revokingFirst ? "revoked" : "executed");
    assertThat(payments(orderNumber)).isEqualTo(revokingFirst ? 0 : 1);
    BothBooks.agreeFor(shop);
  }

  @Test
  void one_that_was_moved_after_it_was_leased_waits_for_its_new_time() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String orderNumber = Shop.newOrder();
    subscriber.schedules(orderNumber, 3_000, world.time.instant().plusSeconds(86_400));
    StoredSchedule leased = due(orderNumber);
    long later = world.time.instant().plusSeconds(90_000).getEpochSecond();
    var moved =
        shop.put("/subscribe/payments/schedule/" + orderNumber, Map.of("schedule_at", later));
    assertThat(moved.status()).isEqualTo(200);

    assertThat(executes(leased)).isInstanceOf(Answer.OrderTaken.class);

    assertThat(statusOf(orderNumber)).isEqualTo("scheduled");
    assertThat(payments(orderNumber)).isZero();
    assertThat(executes(due(orderNumber)))
        .isInstanceOfSatisfying(
            Answer.Made.class,
            made -> assertThat(made.result()).isInstanceOf(Charges.Recorded.Paid.class));
    assertThat(executes(leased)).isInstanceOf(Answer.OrderTaken.class);
    assertThat(payments(orderNumber)).isEqualTo(1);
    BothBooks.agreeFor(shop);
  }

  private StoredSchedule due(String orderNumber) {
    return hub.bean(ScheduleRepository.class).latest(shop.merchant.id(), orderNumber).orElseThrow();
  }

  /** What a node does once it has leased a schedule. */
  private Answer executes(StoredSchedule due) {
    return hub.bean(ScheduledCharges.class)
        .due(shop.merchant, List.of(due.schedule().customerKey()))
        .execute(due.charge());
  }

  private String statusOf(String orderNumber) {
    return Subscriber.scheduled(shop, orderNumber).response().path("schedule_status").asString();
  }

  @Test
  void of_ten_retries_of_one_schedule_at_once_one_charges() throws Exception {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String orderNumber = Shop.newOrder();
    subscriber.schedules(orderNumber, 3_000, world.time.instant().plusSeconds(1));
    world.scenarioOfOrder(World.INICIS, orderNumber, "decline", "");
    world.time.advance(Duration.ofSeconds(1));
    hub.settle();
    assertThat(shop.statusOf(shop.paymentNumberOf(orderNumber))).isEqualTo("failed");

    var answers =
        AtOnce.times(
            10,
            () -> shop.post("/subscribe/payments/schedule/" + orderNumber + "/retry", Map.of()));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 400).hasSize(9);
    assertThat(payments(orderNumber)).isEqualTo(2);
    assertThat(Subscriber.scheduled(shop, orderNumber).response().path("payment_status").asString())
        .isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  void of_ten_calls_that_schedule_one_order_at_once_one_enters_it() throws Exception {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String orderNumber = Shop.newOrder();
    var answers =
        AtOnce.times(
            10,
            () -> subscriber.schedules(orderNumber, 3_000, world.time.instant().plusSeconds(60)));
    assertThat(answers).filteredOn(answer -> answer.code() == 0).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.code() != 0)
        .allSatisfy(answer -> assertThat(answer.message()).isEqualTo("이미 등록된 merchant_uid입니다."));
    assertThat(subscriber.unschedules(orderNumber).response()).hasSize(1);
  }

  /** The other call commits after this one has looked, and before it enters anything. */
  @Test
  void an_order_that_another_call_has_just_scheduled_is_the_one_named() throws Exception {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String existing = Shop.newOrder();
    String free = Shop.newOrder();
    String collides = Shop.newOrder();
    subscriber.schedules(existing, 3_000, world.time.instant().plusSeconds(86_400));
    BillingKey key =
        hub.bean(BillingKeys.class).find(shop.merchant.id(), subscriber.uid()).orElseThrow();
    List<Schedules.Item> both = List.of(item(free, existing), item(collides, existing));
    try (Connection other = world.database.getConnection();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      JdbcClient.create(new SingleConnectionDataSource(other, true))
          .sql(
              """
              insert into schedule
              select (r).* from (
                select jsonb_populate_record(s, jsonb_build_object(
                         'id', gen_random_uuid(), 'order_number', cast(:collides as text))) as r
                  from schedule s where merchant_id = :m and order_number = :o) copied
              """)
          .param("collides", collides)
          .param("m", shop.merchant.id())
          .param("o", existing)
          .update();
      Future<Entered> entered =
          threads.submit(() -> hub.bean(ScheduleRepository.class).enter(key, null, false, both));
      world.untilWaitingForLocks(1);
      other.commit();
      assertThat(entered.get(60, TimeUnit.SECONDS)).isEqualTo(new Entered.Taken(collides));
    }
    assertThat(Subscriber.scheduled(shop, free).status()).as("all or none").isEqualTo(404);
  }

  private Schedules.Item item(String orderNumber, String like) {
    ApiOrder order = due(like).order();
    return new Schedules.Item(
        new ApiOrder(
            orderNumber,
            order.amount(),
            order.name(),
            order.buyer(),
            order.taxFreeMinor(),
            order.vatMinor(),
            order.cardQuota(),
            order.customData(),
            order.noticeUrls()),
        world.time.instant().plusSeconds(86_400));
  }

  @Test
  void two_hubs_on_one_database_execute_two_hundred_schedules_once_each() throws Exception {
    try (World two = new World();
        RunningHub first = RunningHub.start(two, Map.of());
        RunningHub second = RunningHub.start(two, Map.of())) {
      Shop many = first.newShop().withInicisBilling();
      Subscriber subscriber = Subscriber.withCard(many, CARD);
      List<Map<String, Object>> items =
          IntStream.range(0, 200)
              .mapToObj(
                  i -> Subscriber.item(Shop.newOrder(), 3_000, two.time.instant().plusSeconds(9)))
              .toList();
      assertThat(subscriber.schedules(items).code()).isZero();

      two.time.advance(Duration.ofSeconds(10));
      AtOnce.all(List.of(() -> settled(first), () -> settled(second)));

      assertThat(
              two.db()
                  .sql("select distinct status from schedule")
                  .query((row, number) -> row.getString(1))
                  .list())
          .containsExactly("executed");
      Map<String, Long> charges =
          two.book().stream()
              .filter(World.Charge::holdsMoney)
              .collect(Collectors.groupingBy(World.Charge::order_id, Collectors.counting()));
      assertThat(charges).hasSize(200).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
      assertThat(two.db().sql("select count(*) from webhook_task").query(Long.class).single())
          .isEqualTo(200);
      BothBooks.agreeFor(many);
    }
  }

  private static boolean settled(RunningHub hub) {
    hub.settle();
    return true;
  }
}

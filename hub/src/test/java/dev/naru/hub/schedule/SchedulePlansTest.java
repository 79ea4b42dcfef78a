package dev.naru.hub.schedule;

import static dev.naru.hub.billing.Subscriber.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.testing.IndexReads;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.RowLease;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the statements about schedules read on a database that was never analysed. Their plans are
 * made while the table is nearly empty, as on the first day of a hub, and still hold when it isn't.
 */
class SchedulePlansTest {

  private static final int BATCH = 16;
  private static final int TIMES = 20;

  /** What is leased and not yet executed is read again by the next lease. */
  private static final long MOST = BATCH * (TIMES + 12L);

  @Test
  void no_statement_reads_more_than_its_own_rows() {
    try (World world = new World();
        RunningHub hub = RunningHub.start(world, OneConnectionTest.ONE_CONNECTION)) {
      hub.bean(ExecuteSchedules.class).stop();
      JdbcClient db = hub.bean(JdbcClient.class);
      Shop shop = hub.newShop().withInicisBilling();
      Subscriber subscriber = Subscriber.withCard(shop, CARD);
      String order = Shop.newOrder();
      Instant day = world.time.instant().plusSeconds(86_400);
      subscriber.schedules(order, 3_000, day);
      var reads = new IndexReads(db, "schedule");
      BillingKey key =
          hub.bean(BillingKeys.class).find(shop.merchant.id(), subscriber.uid()).orElseThrow();
      useAll(hub, shop, key, order, day, 12); // now every statement has the plan that it keeps

      // Not by the hub's pool, in which an answer is awaited for ten seconds.
      JdbcClient patient = world.db();
      copies(patient, 20_000, "executed", "null");
      copies(patient, 3_000, "scheduled", "timestamptz '2027-01-01'");
      copies(patient, 500, "scheduled", "timestamptz '2026-01-01'");
      reads.restart();
      useAll(hub, shop, key, order, day, TIMES);

      assertThat(reads.rowsPerScan())
          .isNotEmpty()
          .allSatisfy((index, rows) -> assertThat(rows).as(index).isLessThanOrEqualTo(MOST));
    }
  }

  private static void useAll(
      RunningHub hub, Shop shop, BillingKey key, String order, Instant day, int times) {
    JdbcClient db = hub.bean(JdbcClient.class);
    ScheduleRepository schedules = hub.bean(ScheduleRepository.class);
    var due = new JdbcDueSchedules(db, hub.bean(RowLease.class), hub.bean(ScheduleReader.class));
    StoredSchedule stored = schedules.latest(shop.merchant.id(), order).orElseThrow();
    Lane lane = new Lane(shop.merchant.id(), stored.channelId());
    for (int i = 0; i < times; i++) {
      due.lease(lane, BATCH, List.of(), Instant.parse("2026-02-01T00:00:00Z"));
      schedules.latest(shop.merchant.id(), order);
      schedules.move(shop.merchant.id(), stored.schedule().id(), day);
      schedules.enter(key, null, false, List.of(new Schedules.Item(named(stored), day)));
      Precondition execution = stored.charge().once();
      // Another time than the schedule's: the row is found, and left as it is.
      db.sql(execution.sql())
          .params(execution.params())
          .param("conditionAt", day.plusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
          .param("merchant", shop.merchant.id())
          .param("paymentNumber", "imps_1")
          .param("now", day.atOffset(java.time.ZoneOffset.UTC))
          .query(Integer.class)
          .optional();
    }
  }

  private static dev.naru.hub.billing.ApiOrder named(StoredSchedule like) {
    var order = like.order();
    return new dev.naru.hub.billing.ApiOrder(
        Shop.newOrder(),
        order.amount(),
        order.name(),
        order.buyer(),
        order.taxFreeMinor(),
        order.vatMinor(),
        order.cardQuota(),
        order.customData(),
        order.noticeUrls());
  }

  /** Further schedules of the same merchant, channel and customer. */
  private static void copies(JdbcClient db, int count, String status, String dueAt) {
    db.sql(
            """
            insert into schedule
            select (jsonb_populate_record(cast(null as schedule), to_jsonb(s) || jsonb_build_object(
                     'id', gen_random_uuid(), 'order_number', '%s_%s_' || n, 'status', '%s',
                     'due_at', %s))).*
              from (select * from schedule limit 1) s, generate_series(1, %d) n
            """
                .formatted(status, count, status, dueAt, count))
        .update();
  }
}

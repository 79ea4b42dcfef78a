package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Statements;
import dev.naru.hub.testing.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a payment asks of the database: how often, and by which index. */
class StatementsOfAPaymentTest {

  /** So that a planner that knows nothing of the tables is put to the test. */
  private static final int CHARGES = 1_000;

  private static final int AT_ONCE = 8;

  private static final Map<String, Object> CARD =
      Map.of("card_number", "1234-1234-1234-1234", "expiry", "2019-01", "birth", "123456");

  @Test
  void a_return_from_the_window_takes_five_statements() {
    RunningHub hub = RunningHub.shared();
    Shop shop = hub.newShop();
    HttpBuyer.Window window = shop.buyer().opens(Shop.newOrder(), 5_000);
    HttpBuyer.Return agreed = window.agrees();
    Statements statements = hub.bean(Statements.class);
    statements.forget();

    agreed.post();

    List<String> said = statements.ofTheThreadThatSaid("'APPROVING', holds_order");
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    assertThat(said).hasSizeLessThanOrEqualTo(5);
    assertThat(said.getFirst()).contains("from checkout_session");
    assertThat(said.getLast()).contains("state = 'PAID'");
  }

  @Test
  void a_charge_by_key_takes_four_statements() {
    RunningHub hub = RunningHub.shared();
    Shop shop = hub.newShop().withInicisBilling();
    assertThat(shop.post("/subscribe/customers/somebody", CARD).code()).isZero();
    Map<String, Object> charge =
        Map.of("customer_uid", "somebody", "merchant_uid", Shop.newOrder(), "amount", 1_000);
    Statements statements = hub.bean(Statements.class);
    statements.forget();

    assertThat(shop.post("/subscribe/payments/again", charge).code()).isZero();

    List<String> said =
        statements.ofTheThreadThatSaid("insert into payment ").stream()
            // A hub takes a block of payment numbers at a time, and this charge may be the first.
            .filter(statement -> !statement.contains("number_block"))
            .toList();
    assertThat(said).hasSize(4);
    assertThat(said.getFirst()).contains("from api_token");
    assertThat(said.get(1)).contains("from billing_key k");
    assertThat(said.getLast()).contains("state = 'PAID'");
  }

  /**
   * Without statistics and with a thousand payments of one merchant, a statement that may use
   * another index than the right one reads hundreds of rows to find one.
   */
  @Test
  void no_statement_reads_more_rows_than_it_needs_though_nothing_was_ever_analysed()
      throws Exception {
    World world = new World();
    for (String table : List.of("payment", "attempt", "journal", "webhook_task", "billing_key")) {
      world.db().sql("alter table " + table + " set (autovacuum_enabled = false)").update();
    }
    try (RunningHub hub = RunningHub.start(world, Map.of())) {
      Shop shop = hub.newShop().withInicisBilling();
      assertThat(shop.post("/subscribe/customers/somebody", CARD).code()).isZero();
      AtOnce.times(
          AT_ONCE,
          () -> {
            for (int i = 0; i < CHARGES / AT_ONCE; i++) {
              Map<String, Object> charge =
                  Map.of(
                      "customer_uid", "somebody", "merchant_uid", Shop.newOrder(), "amount", 1_000);
              assertThat(shop.post("/subscribe/payments/again", charge).code()).isZero();
            }
            return true;
          });
      String paid = shop.paid(1_000);
      assertThat(shop.cancel(paid).code()).isZero();
    }
    world.db().sql("select pg_stat_force_next_flush()").query((row, number) -> 1).list();

    List<String> readsTooMuch =
        world
            .db()
            .sql(
                """
                select indexrelname || ' reads ' || idx_tup_read / idx_scan || ' rows a scan'
                  from pg_stat_user_indexes
                 where relname in ('payment', 'attempt', 'billing_key', 'payment_cancel')
                   and idx_scan > :many and idx_tup_read > 4 * idx_scan
                """)
            .param("many", CHARGES / 2)
            .query((row, number) -> row.getString(1))
            .list();
    long sequentially =
        world
            .db()
            .sql(
                """
                select coalesce(sum(seq_tup_read), 0) from pg_stat_user_tables
                 where relname in ('payment', 'attempt', 'billing_key', 'payment_cancel')
                """)
            .query(Long.class)
            .single();
    long scans =
        world
            .db()
            .sql("select sum(idx_scan) from pg_stat_user_indexes where relname = 'payment'")
            .query(Long.class)
            .single();
    world.close();
    assertThat(scans).as("the charges were seen at all").isGreaterThan(CHARGES);
    assertThat(readsTooMuch).isEmpty();
    assertThat(sequentially).as("also while the tables were small").isZero();
  }
}

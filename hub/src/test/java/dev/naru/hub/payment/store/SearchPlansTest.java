package dev.naru.hub.payment.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.BuyerWord;
import dev.naru.hub.payment.PaymentSearch;
import dev.naru.hub.payment.PaymentSearch.Filter;
import dev.naru.hub.payment.PaymentSearch.Key;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.testing.IndexReads;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.PayMethod;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What searches read. Their plans are made while the table is nearly empty and never analysed, as
 * on the first day of a hub; they must hold when it isn't empty, and when it was analysed.
 */
class SearchPlansTest {

  private static final int MANY = 30_000;
  private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

  private final SettableTime time = new SettableTime(NOW);

  @Test
  void every_search_reads_its_own_rows_by_its_own_index() throws Exception {
    try (Connection connection = TestDatabase.fresh().getConnection()) {
      var one = new SingleConnectionDataSource(connection, true);
      JdbcClient db = JdbcClient.create(one);
      var buyers = new SealedBuyer(new NothingSealed(), JsonMapper.shared());
      var payments =
          new JdbcPayments(
              db,
              buyers,
              row -> {
                throw new UnsupportedOperationException("no search reads a channel");
              },
              JsonMapper.shared());
      PaymentSearch search = new JdbcPaymentSearch(one, payments, buyers, time);
      var figures = new JdbcPaymentFigures(one, time);
      var reads = new IndexReads(db, "payment");
      // With millions of rows and statistics, a plan would be another one without this (V86).
      assertThat(
              db.sql(
                      """
                      select attname from pg_attribute
                       where attrelid = 'payment'::regclass and attoptions = '{n_distinct=200}'
                      """)
                  .query((row, number) -> row.getString(1))
                  .list())
          .containsExactlyInAnyOrder("started_at", "listed_at");
      enter(db, buyers, 1, 10);
      for (int i = 0; i < 12; i++) { // now every statement has the plan that it keeps
        searchAll(search);
      }
      enter(db, buyers, 11, MANY);

      for (String state : List.of("never analysed", "analysed")) {
        reads.restart();
        searchAll(search);
        // Of what was looked for without a key, at most 1,001 are counted in one window.
        assertThat(reads.rowsPerScan())
            .as(state)
            .containsKeys("payment_search", "payment_by_card", "payment_by_tid")
            .doesNotContainKeys("none", "payment_listed", "payment_open_window")
            .allSatisfy((index, rows) -> assertThat(rows).as(index).isLessThanOrEqualTo(1_001));
        assertThat(reads.rowsPerScan().get("payment_by_tid")).as(state).isEqualTo(1);

        reads.restart();
        figures.perDay(
            1, LocalDate.ofInstant(NOW, Korea.ZONE), LocalDate.ofInstant(NOW, Korea.ZONE));
        time.advance(Duration.ofMinutes(1));
        assertThat(reads.rowsPerScan().keySet()).as(state).containsExactly("payment_search");
        db.sql("analyze payment").update();
      }
    }
  }

  private static void searchAll(PaymentSearch search) {
    Filter any = Filter.ANY;
    Instant hourAgo = NOW.minusSeconds(3_600);
    for (Filter filter :
        Arrays.asList(
            any,
            any.withKey(new Key.PaymentNumber("imp_5")),
            any.withKey(new Key.OrderNumber("order_5")),
            any.withKey(new Key.PgTid("tid_5")),
            any.withKey(new Key.Card("000005", "7")),
            any.withKey(new Key.Buyer(new BuyerWord("name 5"))),
            new Filter(null, hourAgo, NOW, Set.of(), null, null, null, null, null),
            new Filter(null, null, null, Set.of(PaymentState.FAILED), null, null, null, null, null),
            new Filter(null, null, null, Set.of(), PayMethod.VBANK, null, null, null, null),
            new Filter(null, null, null, Set.of(), null, 7L, null, null, null),
            new Filter(null, null, null, Set.of(), null, null, 500L, 501L, null),
            new Filter(null, null, null, Set.of(), null, null, null, null, "999"))) {
      var page = search.find(1, filter, null, 20);
      if (page.next() != null) {
        search.find(1, filter, page.next(), 20);
      }
    }
  }

  /** One payment a second; a tenth of them another merchant's. */
  private static void enter(JdbcClient db, SealedBuyer buyers, int first, int last) {
    db.sql(
            """
            insert into payment (merchant_id, payment_number, order_number, state, holds_order,
                                 channel_id, provider, mid, test, escrow, method, device, pg_tid,
                                 card, amount, currency, buyer_sealed, notice_urls, started_at,
                                 paid_at, updated_at)
            select case when n % 10 = 0 then 2 else 1 end, 'imp_' || n, 'order_' || n, 'PAID', true,
                   1, 'pg', 'mid', true, false, 'card', 'pc', 'tid_' || n,
                   jsonb_build_object('code', '366', 'maskedNumber',
                                      lpad(cast(n % 1000 as text), 6, '0') || '*********7',
                                      'quotaMonths', 0),
                   1000 + n, 'KRW', '\\x00', '[]', cast(:now as timestamptz) - n * interval '1 s',
                   :now, :now
              from generate_series(:first, :last) n
            """)
        .param("now", NOW.atOffset(ZoneOffset.UTC))
        .param("first", first)
        .param("last", last)
        .update();
    db.sql(
            """
            insert into payment_buyer (merchant_id, digest, started_at, payment_number)
            select 1, :digest, :now, 'imp_5' where :first = 1
            """)
        .param("digest", buyers.digest(1, new BuyerWord("name 5")))
        .param("now", NOW.atOffset(ZoneOffset.UTC))
        .param("first", first)
        .update();
  }
}

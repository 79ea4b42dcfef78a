package dev.naru.bench;

import dev.naru.hub.payment.store.SealedBuyer;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Enters the payments of one merchant, and many more of 1,000 others between them, in the order of
 * their times. The table then looks as it does at a hub that serves many merchants.
 *
 * <p>PostgreSQL generates the others' payments. Their buyers' data can't be read, but has the size
 * of real data. The indexes are dropped first, and built again before the last 3 % of the payments
 * are entered. Call {@link #forgetStatistics} afterwards to have tables that were never vacuumed or
 * analysed.
 */
final class BulkPayments {

  /**
   * The settings with which PostgreSQL runs while payments are entered. With {@code wal_level}
   * minimal, building an index writes no write-ahead log.
   */
  static final Map<String, String> SETTINGS =
      Map.of(
          "wal_level", "minimal",
          "max_wal_senders", "0",
          "max_wal_size", "2GB",
          "full_page_writes", "off",
          "synchronous_commit", "off",
          "shared_buffers", "1GB",
          "work_mem", "256MB",
          "maintenance_work_mem", "1GB");

  private static final int OTHER_MERCHANTS = 1_000;
  private static final int PARTS = 100;
  private static final int PARTS_WITHOUT_INDEXES = 97;
  private static final List<String> TABLES = List.of("payment", "payment_buyer");

  private static final String ENTER =
      """
      with entered as (
        insert into payment (%1$s)
        select %1$s from bench_payment
         where started_at >= to_timestamp(%2$f) and started_at < to_timestamp(%3$f)
        union all
        select %4$d + 1 + n %% %5$d, 'imp_' || lpad((n * 7919777 %% 999999999989)::text, 12, '0'),
               'order_' || n,
               case when kind < 88 then 'PAID' when kind < 93 then 'FAILED'
                    when kind < 97 then 'CANCELLED' else 'READY' end,
               paid, 1, 'html5_inicis', 'INIpayTest', true, false,
               (array['card', 'card', 'card', 'trans', 'vbank', 'phone'])[1 + n %% 6], 'pc',
               case when paid then 'StdpayCARDINIpayTest' || n end, '12345678',
               case when paid then
                 jsonb_build_object('code', '366', 'name', '신한카드', 'quotaMonths', 0,
                                    'maskedNumber', 400000 + n %% 500 || '*********7') end,
               '이용권', 1000 + n * 37 %% 100000, 'KRW',
               case when paid and kind > 92 then 500 else 0 end,
               (select buyer_sealed from bench_payment limit 1), '[]', at,
               case when paid then ended end, case when kind between 88 and 92 then ended end,
               case when paid and kind > 92 then later end,
               case when paid and kind > 92 then later else ended end, true
          from (select n, at, kind, kind < 88 or kind between 93 and 96 as paid,
                       at + interval '30 s' as ended,
                       least(at + interval '30 s' + n / 100000 %% 14 * interval '1 day',
                             greatest(to_timestamp(%6$f), at + interval '30 s')) as later
                  from (select n, n / %5$d %% 100 as kind,
                               to_timestamp(%2$f + (n - %7$d) * %8$.9f) as at
                          from generate_series(%7$d::bigint, %9$d) n) numbered) other
         order by started_at
        returning merchant_id, order_number, started_at, payment_number)
      insert into payment_buyer (%10$s)
      select %10$s from bench_payment_buyer
       where started_at >= to_timestamp(%2$f) and started_at < to_timestamp(%3$f)
      union all
      select merchant_id, hashtextextended(order_number, word), started_at, payment_number
        from entered, generate_series(1, 2) word where merchant_id <> %4$d
      """;

  private final DataSource database;
  private final Instant newest;
  private final PrintStream out;

  BulkPayments(DataSource database, Instant newest, PrintStream out) {
    this.database = database;
    this.newest = newest;
    this.out = out;
  }

  /**
   * Generates the payments of the merchant that is measured and keeps them in tables of their own,
   * from which {@link #enter} copies them.
   */
  void prepare(SealedBuyer buyers, long merchantId, long channelId, int count) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(
            "create unlogged table bench_%1$s (like %1$s including defaults)".formatted(table));
      }
      new ManyPayments(database, buyers, newest, "bench_").enter(merchantId, channelId, 1, count);
      for (String table : TABLES) {
        statement.execute("create index on bench_%s (started_at)".formatted(table));
      }
    }
  }

  /** Enters the prepared payments and this many payments of other merchants. */
  void enter(long merchantId, int own, int others) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      // Payments of 90 days that come at once are no change of what was counted.
      statement.execute("alter table payment disable trigger user");
      List<String> indexes = dropIndexes(statement);
      Instant begun = Instant.now();
      double first = seconds(newest.minus(ManyPayments.DAYS));
      double part = ManyPayments.DAYS.toSeconds() / (double) PARTS;
      for (int i = 0; i < PARTS; i++) {
        if (i == PARTS_WITHOUT_INDEXES) {
          buildIndexes(statement, indexes);
        }
        long from = own + 1L + (long) others * i / PARTS;
        long to = own + (long) others * (i + 1) / PARTS;
        statement.execute(
            String.format(
                Locale.ROOT,
                ENTER,
                ManyPayments.COLUMNS,
                first + i * part,
                first + (i + 1) * part,
                merchantId,
                OTHER_MERCHANTS,
                seconds(newest),
                from,
                part / Math.max(1, to - from + 1),
                to,
                ManyPayments.BUYER_COLUMNS));
        if (i % 10 == 9) {
          out.printf("  %d %% entered after %d s%n", i + 1, secondsSince(begun));
        }
      }
      statement.execute("alter table payment enable trigger user");
      for (String table : TABLES) {
        statement.execute("drop table bench_" + table);
      }
    }
  }

  /** Makes the tables as if they had never been vacuumed or analysed. */
  void forgetStatistics() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists pg_visibility");
      for (String table : TABLES) {
        statement.execute("select pg_truncate_visibility_map('%s')".formatted(table));
        statement.execute(
            "delete from pg_statistic where starelid = '%s'::regclass".formatted(table));
        statement.execute(
            """
            update pg_class set relpages = 0, reltuples = -1, relallvisible = 0, relallfrozen = 0
             where oid = '%1$s'::regclass
                or oid in (select indexrelid from pg_index where indrelid = '%1$s'::regclass)
            """
                .formatted(table));
      }
    }
  }

  /**
   * Drops the tables' indexes and constraints and returns the SQL statements that create them
   * again.
   */
  private static List<String> dropIndexes(Statement statement) throws SQLException {
    List<String> drops = new ArrayList<>();
    List<String> makes = new ArrayList<>();
    try (ResultSet index =
        statement.executeQuery(
            """
            select case when c.oid is null then 'drop index ' || i.indexrelid::regclass
                        else 'alter table ' || i.indrelid::regclass || ' drop constraint '
                             || c.conname end,
                   case when c.oid is null then pg_get_indexdef(i.indexrelid)
                        else 'alter table ' || i.indrelid::regclass || ' add constraint '
                             || c.conname || ' ' || pg_get_constraintdef(c.oid) end
              from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
             where i.indrelid in ('payment'::regclass, 'payment_buyer'::regclass)
            """)) {
      while (index.next()) {
        drops.add(index.getString(1));
        makes.add(index.getString(2));
      }
    }
    for (String drop : drops) {
      statement.execute(drop);
    }
    return makes;
  }

  private void buildIndexes(Statement statement, List<String> makes) throws SQLException {
    Instant begun = Instant.now();
    for (String make : makes) {
      statement.execute(make);
    }
    out.printf("  %d indexes built in %d s%n", makes.size(), secondsSince(begun));
  }

  private static double seconds(Instant at) {
    return at.getEpochSecond() + at.getNano() / 1e9;
  }

  private static long secondsSince(Instant begun) {
    return Duration.between(begun, Instant.now()).toSeconds();
  }
}

package dev.naru.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Measures how fast the database alone could charge: it runs the two commits of a charge by plain
 * JDBC on the hub's tables, with one statement for each commit, over 16 connections. There is no
 * HTTP, no PG and no connection pool.
 */
final class Floor {

  private static final int CONNECTIONS = 16;

  /** A merchant id that no merchant has: the hub's ids are above 0. */
  private static final long MERCHANT = -1;

  private static final String SCHEDULES =
      """
      insert into schedule (merchant_id, id, customer_key, order_number, status, channel_id, method,
                            schedule_at, due_at, amount, currency, card_quota, buyer_sealed,
                            seal_id, notice_urls, created_at)
      select ?, gen_random_uuid(), 'floor', 'floor_' || n, 'scheduled', 1, 'CARD',
             now() + interval '10 years', now() + interval '10 years', 1000, 'KRW', 0,
             decode(repeat('00', 120), 'hex'), gen_random_uuid(), '[]', now()
        from generate_series(1, ?) n
      returning id
      """;

  private static final String BEGIN =
      """
      with precondition as (
        update schedule
           set status = 'executed', executed_at = ?, payment_number = ?, due_at = null
         where merchant_id = ? and id = ? and due_at is not null
        returning order_number
      ), moved as (
        insert into payment (merchant_id, payment_number, order_number, state, holds_order, channel_id,
                             provider, mid, test, escrow, method, device, amount, currency,
                             buyer_sealed, notice_urls, customer_key, customer_key_usage,
                             tells_failure, started_at, updated_at)
        select ?, ?, order_number, 'APPROVING', true, 1, 'html5_inicis', 'INIBillTst', true, false,
               'CARD', 'api', 1000, 'KRW', decode(repeat('00', 120), 'hex'), '[]', 'floor',
               'payment.scheduled', true, ?, ?
          from precondition
        returning payment_number, started_at
      ), attempted as (
        insert into attempt (merchant_id, id, payment_number, kind, amount, request, proof_sealed, due_at,
                             created_at)
        select ?, ?, payment_number, 'CHARGE', 1000, '{}', decode(repeat('00', 120), 'hex'),
               started_at + interval '1 day', started_at
          from moved
      )
      insert into journal (merchant_id, payment_number, id, at, what, detail)
      select ?, payment_number, ?, started_at, 'claimed', '' from moved
      """;

  private static final String PAID =
      """
      with ended as (
        update attempt set due_at = null, outcome = 'approved', ended_at = ?
         where merchant_id = ? and id = ? and fence = 0 and due_at is not null
        returning payment_number
      ), moved as (
        update payment p
           set state = 'PAID', paid_at = ?, updated_at = ?, pg_tid = ?, apply_num = '12345678',
               card = '{"issuerCode": "381", "number": "123412******1234", "quota": 0}'
          from ended
         where p.merchant_id = ? and p.payment_number = ended.payment_number and p.state = 'APPROVING'
        returning p.payment_number
      ), told as (
        insert into webhook_task (merchant_id, id, event_id, payment_number, no, url, content_type,
                                  body, state, due_at, created_at)
        select ?, ?, gen_random_uuid(), payment_number, 1, '', 'application/json', repeat('x', 100), 'no_target', ?, ?
          from moved
      )
      insert into journal (merchant_id, payment_number, id, at, what, detail)
      select ?, payment_number, ?, ?, 'paid', '' from moved
      """;

  private final DataSource database;
  private final InstantSource time;

  Floor(DataSource database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /** Charges {@code count} times and returns the time that it took. */
  Duration charge(int count) throws Exception {
    List<UUID> ids = schedules(count);
    var next = new AtomicInteger();
    try (ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Connection> connections = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(database.getConnection());
      }
      long begin = System.nanoTime();
      List<Callable<Void>> work =
          connections.stream().<Callable<Void>>map(each -> () -> work(each, ids, next)).toList();
      for (Future<Void> worker : workers.invokeAll(work)) {
        worker.get();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      for (Connection connection : connections) {
        connection.close();
      }
      return took;
    }
  }

  private List<UUID> schedules(int count) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(SCHEDULES)) {
      insert.setLong(1, MERCHANT);
      insert.setInt(2, count);
      var ids = new ArrayList<UUID>();
      try (var row = insert.executeQuery()) {
        while (row.next()) {
          ids.add(row.getObject(1, UUID.class));
        }
      }
      return ids;
    }
  }

  private Void work(Connection connection, List<UUID> ids, AtomicInteger next) throws SQLException {
    try (PreparedStatement begin = connection.prepareStatement(BEGIN);
        PreparedStatement paid = connection.prepareStatement(PAID)) {
      for (int i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
        String paymentNumber = "floor_" + i;
        UUID attempt = UUID.randomUUID();
        OffsetDateTime now = time.instant().atOffset(ZoneOffset.UTC);
        expectOne(
            begin,
            now,
            paymentNumber,
            MERCHANT,
            ids.get(i),
            MERCHANT,
            paymentNumber,
            now,
            now,
            MERCHANT,
            attempt,
            MERCHANT,
            UUID.randomUUID());
        now = time.instant().atOffset(ZoneOffset.UTC);
        expectOne(
            paid,
            now,
            MERCHANT,
            attempt,
            now,
            now,
            "tid_" + paymentNumber,
            MERCHANT,
            MERCHANT,
            UUID.randomUUID(),
            now,
            now,
            MERCHANT,
            UUID.randomUUID(),
            now);
      }
    }
    return null;
  }

  private static void expectOne(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    if (statement.executeUpdate() != 1) {
      throw new IllegalStateException("a charge of the floor didn't go through");
    }
  }
}

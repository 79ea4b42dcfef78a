package dev.naru.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the calls that show what the database alone can do, as pgbench does: a transaction of three
 * inserts in four round trips, or reading one row by its primary key. It uses tables of its own and
 * prepared statements.
 */
final class JdbcLoad implements LoadCall {

  static final int ROWS = 10_000;

  static final String TABLES =
      """
      create table if not exists floor_payment (
        merchant_id bigint, id text, state text, amount bigint, body text, primary key (merchant_id, id));
      create table if not exists floor_journal (
        merchant_id bigint, payment_id text, id uuid, what text, at timestamptz,
        primary key (merchant_id, payment_id, id));
      create table if not exists floor_task (
        merchant_id bigint, id uuid, payment_id text, body text, due_at timestamptz,
        primary key (merchant_id, id));
      insert into floor_payment
        select 1, 'row' || n, 'PAID', n, repeat('x', 300) from generate_series(0, 9999) n
      on conflict do nothing
      """;

  private final boolean inserts;
  private final String prefix;
  private final Connection connection;
  private final PreparedStatement payment;
  private final PreparedStatement journal;
  private final PreparedStatement task;
  private final PreparedStatement select;

  JdbcLoad(Work work) throws SQLException {
    inserts = work.kind() == Work.Kind.FLOOR_INSERT;
    prefix = work.prefix();
    connection = DriverManager.getConnection(work.bases().getFirst());
    connection.setAutoCommit(!inserts);
    payment =
        connection.prepareStatement(
            "insert into floor_payment values (1, ?, 'PAID', 1000, repeat('x', 300))");
    journal =
        connection.prepareStatement("insert into floor_journal values (1, ?, ?, 'paid', now())");
    task =
        connection.prepareStatement(
            "insert into floor_task values (1, ?, ?, repeat('x', 100), now())");
    select =
        connection.prepareStatement("select * from floor_payment where merchant_id = ? and id = ?");
  }

  @Override
  public void make(int number) throws SQLException {
    if (!inserts) {
      select.setLong(1, 1);
      select.setString(2, "row" + ThreadLocalRandom.current().nextInt(ROWS));
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || row.getString(5).isEmpty()) {
          throw new IllegalStateException("the floor's row is gone");
        }
      }
      return;
    }
    String id = prefix + number;
    payment.setString(1, id);
    payment.executeUpdate();
    journal.setString(1, id);
    journal.setObject(2, UUID.randomUUID());
    journal.executeUpdate();
    task.setObject(1, UUID.randomUUID());
    task.setString(2, id);
    task.executeUpdate();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

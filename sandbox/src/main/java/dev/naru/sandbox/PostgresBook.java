package dev.naru.sandbox;

import dev.naru.sandbox.Database.DatabaseException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PGs' book in the sandbox's database. */
final class PostgresBook implements Book {

  private static final String COLUMNS =
      "pg, mid, tid, order_id, amount, cancelled_amount, status, pay_method, details";

  private final Database database;

  PostgresBook(Database database) {
    this.database = database;
  }

  @Override
  public void enter(Charge charge) {
    try {
      database.update(
          """
          insert into charge (pg, mid, tid, order_id, amount, cancelled_amount, status, pay_method,
                              details)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          charge.pg(),
          charge.mid(),
          charge.tid(),
          charge.orderId(),
          charge.amount(),
          charge.cancelledAmount(),
          charge.status(),
          charge.payMethod(),
          charge.details());
    } catch (DatabaseException e) {
      if (e.uniqueViolation()) {
        throw new IllegalStateException("the book already holds tid " + charge.tid(), e);
      }
      throw e;
    }
  }

  @Override
  public Optional<Charge> byTid(String pg, String tid) {
    return database.one(
        PostgresBook::charge,
        "select " + COLUMNS + " from charge where pg = ? and tid = ?",
        pg,
        tid);
  }

  @Override
  public Optional<Charge> byOrder(String pg, String mid, String orderId) {
    return database.one(
        PostgresBook::charge,
        "select "
            + COLUMNS
            + " from charge where pg = ? and mid = ? and order_id = ? order by id desc limit 1",
        pg,
        mid,
        orderId);
  }

  /**
   * Two cancels at the same time never exceed the amount together: the update locks the row, and
   * PostgreSQL checks the conditions again after it has waited for the other cancel.
   */
  @Override
  public Optional<Charge> cancel(
      String pg, String tid, Cancel cancel, @Nullable Long expectedRemaining) {
    if (cancel.amount() <= 0) {
      throw new IllegalArgumentException("a cancel's amount must be positive: " + cancel.amount());
    }
    try {
      return database.one(
          PostgresBook::charge,
          """
          with raised as (
            update charge set cancelled_amount = cancelled_amount + ?, status = 'cancelled'
            where pg = ? and tid = ? and amount - cancelled_amount >= ?
              and (?::bigint is null or amount - cancelled_amount = ?::bigint)
            returning *),
          noted as (
            insert into cancel (pg, tid, cancel_tid, amount, at)
            select pg, tid, ?, ?, ? from raised)
          select pg, mid, tid, order_id, amount, cancelled_amount, status, pay_method, details
          from raised
          """,
          cancel.amount(),
          pg,
          tid,
          cancel.amount(),
          expectedRemaining,
          expectedRemaining,
          cancel.cancelTid(),
          cancel.amount(),
          cancel.at());
    } catch (DatabaseException e) {
      if (e.uniqueViolation()) {
        throw new IllegalStateException("the book already holds " + cancel.cancelTid(), e);
      }
      throw e;
    }
  }

  /** The newest unpaid virtual account of an order, at any PG. */
  Optional<Charge> waiting(String orderId) {
    return database.one(
        PostgresBook::charge,
        "select "
            + COLUMNS
            + " from charge where order_id = ? and status = 'waiting' order by id desc limit 1",
        orderId);
  }

  @Override
  public Optional<Charge> move(String pg, String tid, String from, String to) {
    return database.one(
        PostgresBook::charge,
        "update charge set status = ? where pg = ? and tid = ? and status = ? returning " + COLUMNS,
        to,
        pg,
        tid,
        from);
  }

  @Override
  public List<Cancel> cancels(String pg, String tid) {
    return database.list(
        row -> new Cancel(row.getString(1), row.getLong(2), row.getString(3)),
        "select cancel_tid, amount, at from cancel where pg = ? and tid = ? order by id",
        pg,
        tid);
  }

  @Override
  public List<Charge> all() {
    return database.list(PostgresBook::charge, "select " + COLUMNS + " from charge order by id");
  }

  /** The last charges, oldest first. */
  List<Charge> last(long most) {
    return database
        .list(
            PostgresBook::charge,
            "select " + COLUMNS + " from charge order by id desc limit ?",
            most)
        .reversed();
  }

  private static Charge charge(ResultSet row) throws SQLException {
    return new Charge(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getString(7),
        row.getString(8),
        row.getString(9));
  }
}

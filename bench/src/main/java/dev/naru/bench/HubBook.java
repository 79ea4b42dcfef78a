package dev.naru.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Reads one merchant's payments from the hub's tables. */
final class HubBook {

  private final DataSource database;
  private final long merchantId;

  HubBook(DataSource database, long merchantId) {
    this.database = database;
    this.merchantId = merchantId;
  }

  /** A payment of a schedule, with the values that the PG's book has too. */
  record Paid(String tid, long amount) {}

  /** The paid payments of schedules by payment number. */
  Map<String, Paid> paid() throws SQLException {
    String sql =
        """
        select p.payment_number, p.pg_tid, p.amount from payment p
          join schedule s on s.merchant_id = p.merchant_id and s.payment_number = p.payment_number
         where p.merchant_id = ? and p.state = 'PAID' and s.status = 'executed'
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement query = ours(connection, sql);
        ResultSet row = query.executeQuery()) {
      var all = new HashMap<String, Paid>();
      while (row.next()) {
        all.put(row.getString(1), new Paid(row.getString(2), row.getLong(3)));
      }
      return all;
    }
  }

  /** The time at which the last payment was stored as paid. */
  Instant lastPaidAt() throws SQLException {
    return one("select max(updated_at) from payment where merchant_id = ? and state = 'PAID'");
  }

  private Instant one(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = ours(connection, sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /** The number of payments in each state, to explain why some aren't paid. */
  Map<String, Integer> states() throws SQLException {
    String sql = "select state, count(*) from payment where merchant_id = ? group by state";
    try (Connection connection = database.getConnection();
        PreparedStatement query = ours(connection, sql);
        ResultSet row = query.executeQuery()) {
      var counts = new HashMap<String, Integer>();
      while (row.next()) {
        counts.put(row.getString(1), row.getInt(2));
      }
      return counts;
    }
  }

  private PreparedStatement ours(Connection connection, String sql) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    query.setLong(1, merchantId);
    return query;
  }
}

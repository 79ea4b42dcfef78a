package dev.naru.hub.reconcile;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.reconcile.PgStatements.Statement;
import dev.naru.pg.spi.GivesStatements;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists and their rows in the database. */
final class StatementRows {

  /** Finds the charge of a row that names only its own number, by the order number. */
  private static final String RESOLVE =
      """
      update statement_row r
         set pg_tid = coalesce(
               (select p.pg_tid from payment p
                 where p.merchant_id = :merchant and p.payment_number = r.pg_order_number),
               (select min(c.pg_tid) from statement_row c
                 where c.merchant_id = :merchant and c.pg_order_number = r.pg_order_number
                   and c.kind = 'CHARGE' and c.pg_tid > ''),
               r.event_tid)
       where r.merchant_id = :merchant and r.statement_id = :id and r.pg_tid = ''
         and r.kind <> 'ADJUSTMENT'
      """;

  private static final String COLUMNS =
      """
      merchant_id, id, channel_id, provider, mid, test, form, kind, day, sha256, source, brought_by,
      state, refusal, is_current, row_count, charged, cancelled, fee, fee_vat, net, created_at\
      """;

  private final DataSource database;
  private final NamedParameterJdbcTemplate db;
  private final TransactionTemplate transaction;

  StatementRows(DataSource database) {
    this.database = database;
    this.db = new NamedParameterJdbcTemplate(database);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
  }

  /**
   * A list to be stored.
   *
   * @param sha256 the digest of its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Brought(
      UUID id,
      Channel channel,
      StatementForm form,
      LocalDate day,
      byte[] sha256,
      String source,
      String who,
      Instant at) {}

  NamedParameterJdbcTemplate db() {
    return db;
  }

  TransactionTemplate transaction() {
    return transaction;
  }

  /** The list with these bytes that was read before; empty when there is none. */
  Optional<Statement> withBytes(Brought list) {
    return query(
            """
            where merchant_id = :merchant and channel_id = :channel and form = :form
              and day = :day and sha256 = :sha256 and state = 'READ'
            """,
            params(list))
        .stream()
        .findFirst();
  }

  /**
   * Stores a list and all its rows, in one transaction; from then on it is the day's current list.
   *
   * @throws UnreadableStatementException if the list can't be believed; nothing is stored then
   */
  void keep(Brought list, InputStream raw, LongConsumer progress)
      throws UnreadableStatementException, IOException {
    try {
      transaction.executeWithoutResult(_ -> {
        try {
          takeTurn(list);
          copy(list, raw, progress);
        } catch (UnreadableStatementException | IOException | SQLException e) {
          throw new Passed(e);
        }
      });
    } catch (Passed passed) {
      switch (passed.getCause()) {
        case UnreadableStatementException unreadable -> throw unreadable;
        case IOException trouble -> throw trouble;
        case SQLException trouble ->
            throw Objects.requireNonNull(
                new SQLStateSQLExceptionTranslator()
                    .translate("copy of a statement", null, trouble));
        case null, default -> throw passed;
      }
    }
  }

  /** Carries a checked exception out of a transaction's code. */
  private static final class Passed extends RuntimeException {
    Passed(Exception cause) {
      super(cause);
    }
  }

  private void takeTurn(Brought list) {
    db.update(
        """
        insert into statement_turn (merchant_id, channel_id) values (:merchant, :channel)
        on conflict (merchant_id, channel_id) do update set channel_id = excluded.channel_id
        """,
        params(list));
  }

  private void copy(Brought list, InputStream raw, LongConsumer progress)
      throws SQLException, UnreadableStatementException, IOException {
    Connection connection = DataSourceUtils.getConnection(database);
    long merchantId = list.channel().merchantId();
    RowCopy rows = new RowCopy(connection, merchantId, list.id(), progress);
    try {
      list.channel()
          .pg(GivesStatements.class)
          .readStatement(list.channel().config(), list.form(), list.day(), raw, rows);
      rows.end();
    } catch (RowCopy.CopyException trouble) {
      throw (SQLException) Objects.requireNonNull(trouble.getCause());
    } finally {
      rows.cancel();
      DataSourceUtils.releaseConnection(connection, database);
    }
    db.update(RESOLVE, params(list));
    replaceCurrent(list, rows);
    if (rows.rows > 100_000) {
      // The next statements join the new rows, for which PostgreSQL has no statistics yet.
      db.getJdbcTemplate().execute("analyze statement_row");
    }
  }

  private void replaceCurrent(Brought list, @Nullable RowCopy rows) {
    db.update(
        """
        update statement set is_current = false
         where merchant_id = :merchant and channel_id = :channel and form = :form and day = :day
           and is_current
        """,
        params(list));
    insert(list, rows, null);
  }

  /** Stores that a day has no rows; from then on that is the day's current list. */
  void keepEmpty(Brought list) {
    transaction.executeWithoutResult(_ -> {
      takeTurn(list);
      replaceCurrent(list, null);
    });
  }

  /** Stores that a list came which can't be believed. */
  void refuse(Brought list, String why) {
    insert(list, null, why);
  }

  private void insert(Brought list, @Nullable RowCopy rows, @Nullable String refusal) {
    Map<String, Object> params = params(list);
    params.put("state", refusal == null ? "READ" : "REFUSED");
    params.put("refusal", refusal);
    params.put("current", refusal == null);
    params.put("rows", rows == null ? 0 : rows.rows);
    params.put("charged", rows == null ? 0 : rows.charged);
    params.put("cancelled", rows == null ? 0 : rows.cancelled);
    params.put("fee", rows == null ? 0 : rows.fee);
    params.put("vat", rows == null ? 0 : rows.feeVat);
    params.put("net", rows == null ? 0 : rows.net);
    db.update(
        """
        insert into statement (merchant_id, id, channel_id, provider, mid, test, form, kind, day,
          sha256, source, brought_by, state, refusal, is_current, row_count, charged, cancelled,
          fee, fee_vat, net, created_at)
        values (:merchant, :id, :channel, :provider, :mid, :test, :form, :kind, :day,
          :sha256, :source, :who, :state, :refusal, :current, :rows, :charged, :cancelled,
          :fee, :vat, :net, :at)
        """,
        params);
  }

  private static Map<String, Object> params(Brought list) {
    Map<String, Object> params = new HashMap<>();
    params.put("merchant", list.channel().merchantId());
    params.put("id", list.id());
    params.put("channel", list.channel().id());
    params.put("provider", list.channel().provider());
    params.put("mid", list.channel().config().mid());
    params.put("test", list.channel().isTest());
    params.put("form", list.form().code());
    params.put("kind", list.form().kind().name());
    params.put("day", list.day());
    params.put("sha256", list.sha256());
    params.put("source", list.source());
    params.put("who", list.who());
    params.put("at", utc(list.at()));
    return params;
  }

  Optional<Statement> current(long merchantId, long channelId, String form, LocalDate day) {
    return query(
            """
            where merchant_id = :merchant and channel_id = :channel and form = :form
              and day = :day and is_current
            """,
            Map.of("merchant", merchantId, "channel", channelId, "form", form, "day", day))
        .stream()
        .findFirst();
  }

  Optional<Statement> find(long merchantId, UUID id) {
    return query(
            "where merchant_id = :merchant and id = :id", Map.of("merchant", merchantId, "id", id))
        .stream()
        .findFirst();
  }

  List<Statement> list(long merchantId, @Nullable Long channelId, int most) {
    return query(
        """
        where merchant_id = :merchant and (cast(:channel as bigint) is null
                or channel_id = cast(:channel as bigint))
        order by id desc limit :most
        """,
        new MapSqlParameterSource("merchant", merchantId)
            .addValue("channel", channelId)
            .addValue("most", most)
            .getValues());
  }

  private List<Statement> query(String where, Map<String, ?> params) {
    return db.query("select " + COLUMNS + " from statement " + where, params, StatementRows::read);
  }

  private static Statement read(ResultSet row, int number) throws SQLException {
    return new Statement(
        row.getObject("id", UUID.class),
        row.getLong("merchant_id"),
        row.getLong("channel_id"),
        row.getString("provider"),
        row.getString("mid"),
        row.getBoolean("test"),
        row.getString("form"),
        row.getString("kind"),
        row.getObject("day", LocalDate.class),
        HexFormat.of().formatHex(row.getBytes("sha256")),
        row.getString("source"),
        row.getString("brought_by"),
        row.getString("refusal"),
        row.getBoolean("is_current"),
        row.getLong("row_count"),
        row.getLong("charged"),
        row.getLong("cancelled"),
        row.getLong("fee"),
        row.getLong("fee_vat"),
        row.getLong("net"),
        Objects.requireNonNull(instant(row, "created_at")));
  }
}

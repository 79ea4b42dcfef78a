package dev.naru.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * All rows of a merchant, or of an agency and its sub-merchants, in one database. It finds the
 * tables itself: every table with rows of merchants has a column {@code merchant_id}. It works in
 * its connection's transaction.
 */
final class MerchantRows {

  /** The table of access tokens, which aren't moved: a token is made with the cell's own digits. */
  private static final String LEFT_BEHIND = "api_token";

  private static final String MERCHANT = "merchant";

  /** Lists the tables so that one that others refer to comes before those. */
  private static final String TABLES =
      """
      select c.relname,
             exists (select 1 from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'),
             array(select quote_ident(a.attname) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                      and a.attgenerated = ''
                    order by a.attname)
        from pg_class c
       where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
         and not c.relispartition and c.relname <> '%s'
         and (c.relname = '%s' or exists (select 1 from pg_attribute a
               where a.attrelid = c.oid and a.attname = 'merchant_id' and not a.attisdropped))
       order by c.relname <> '%s', 2, 1
      """
          .formatted(LEFT_BEHIND, MERCHANT, MERCHANT);

  private final Connection connection;
  private final List<Long> merchants;
  private final List<Table> tables = new ArrayList<>();

  /**
   * A table and its columns that are written.
   *
   * @param columns the columns' names, quoted where needed and joined by commas
   */
  private record Table(String name, String columns) {}

  /**
   * What a table holds of the merchants.
   *
   * @param digest a digest of all rows, which doesn't depend on their order
   */
  record Sum(String table, long rows, String digest) {}

  /**
   * Begins the move in the connection's transaction.
   *
   * @throws SQLException when the database is away
   */
  MerchantRows(Connection connection, List<Long> merchants) throws SQLException {
    this.connection = connection;
    this.merchants = List.copyOf(merchants);
    try (Statement statement = connection.createStatement()) {
      // Times are compared as texts.
      statement.execute("set local timezone = 'UTC'");
      try (ResultSet row = statement.executeQuery(TABLES)) {
        while (row.next()) {
          String[] columns = (String[]) row.getArray(3).getArray();
          tables.add(new Table(row.getString(1), String.join(", ", columns)));
        }
      }
    }
  }

  /** The tables in the order in which they are entered. */
  List<String> tables() {
    return tables.stream().map(Table::name).toList();
  }

  List<Long> merchants() {
    return merchants;
  }

  /** The number and the digest of the merchants' rows in each table. */
  List<Sum> sums() throws SQLException {
    List<Sum> sums = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (Table table : tables) {
        try (ResultSet row =
            statement.executeQuery(
                """
                select count(*),
                       coalesce(sum(('x' || substr(md5(cast(row(%s) as text)), 1, 15))::bit(60)::bigint), 0)
                  from %s where %s
                """
                    .formatted(table.columns, table.name, ofAll(table)))) {
          row.next();
          sums.add(new Sum(table.name, row.getLong(1), row.getBigDecimal(2).toPlainString()));
        }
      }
    }
    return sums;
  }

  /** Writes a merchant's rows of a table as PostgreSQL's COPY writes text. */
  void copyOut(String name, long merchant, OutputStream out) throws SQLException, IOException {
    Table table = table(name);
    copying()
        .getCopyAPI()
        .copyOut(
            "copy (select %s from %s where %s) to stdout"
                .formatted(table.columns, table.name, of(table, merchant)),
            out);
  }

  /** Reads what {@link #copyOut} has written. */
  void copyIn(String name, long merchant, InputStream in) throws SQLException, IOException {
    Table table = table(name);
    try (Statement statement = connection.createStatement()) {
      moving(statement, merchant);
    }
    copying()
        .getCopyAPI()
        .copyIn("copy %s (%s) from stdin".formatted(table.name, table.columns), in);
  }

  /**
   * Deletes all rows.
   *
   * @return how many there were
   * @throws SQLException also when one of them has changed since the transaction began
   */
  long delete() throws SQLException {
    long deleted = 0;
    try (Statement statement = connection.createStatement()) {
      for (long merchant : merchants) {
        statement.execute("delete from %s where merchant_id = %d".formatted(LEFT_BEHIND, merchant));
      }
      List<Table> last = new ArrayList<>(tables);
      Collections.reverse(last);
      for (Table table : last) {
        for (long merchant : merchants) {
          moving(statement, merchant);
          deleted +=
              statement.executeLargeUpdate(
                  "delete from %s where %s".formatted(table.name, of(table, merchant)));
        }
      }
    }
    return deleted;
  }

  /** Tells the triggers of the journal, the audit log and the counts whose rows are being moved. */
  private static void moving(Statement statement, long merchant) throws SQLException {
    statement.execute("select set_config('naru.moving', '%d', true)".formatted(merchant));
  }

  private String ofAll(Table table) {
    return merchants.stream()
        .map(merchant -> of(table, merchant))
        .collect(Collectors.joining(" or "));
  }

  private static String of(Table table, long merchant) {
    return (table.name.equals(MERCHANT) ? "id = " : "merchant_id = ") + merchant;
  }

  private Table table(String name) throws SQLException {
    return tables.stream()
        .filter(table -> table.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new SQLException("no table " + name));
  }

  private PGConnection copying() throws SQLException {
    return connection.unwrap(PGConnection.class);
  }
}

package dev.naru.hub.testing;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many rows PostgreSQL has read to answer statements, by its own count. Of the connection that
 * it is made with: other connections report theirs when they please.
 */
public final class IndexReads {

  private final JdbcClient db;
  private final String table;

  /** Counts what is read of a table from here on. The table is never analysed any more. */
  public IndexReads(JdbcClient db, String table) {
    this.db = db;
    this.table = table;
    db.sql("alter table " + table + " set (autovacuum_enabled = off)").update();
  }

  /** Forgets what was counted. */
  public void restart() {
    flush();
    db.sql("select cast(pg_stat_reset() as text)").query(String.class).optional();
  }

  /** The rows that one scan has read on average, by index; {@code none} for scans without one. */
  public Map<String, Long> rowsPerScan() {
    flush();
    Map<String, Long> reads = new TreeMap<>();
    db.sql(
            """
            select indexrelname, idx_tup_read / idx_scan
              from pg_stat_user_indexes where relname = :table and idx_scan > 0
            union all
            select 'none', seq_tup_read / seq_scan
              from pg_stat_user_tables where relname = :table and seq_scan > 0
            """)
        .param("table", table)
        .query(row -> {
          reads.put(row.getString(1), row.getLong(2));
        });
    return reads;
  }

  private void flush() {
    db.sql("select cast(pg_stat_force_next_flush() as text)").query(String.class).optional();
    db.sql("select cast(pg_stat_clear_snapshot() as text)").query(String.class).optional();
  }
}

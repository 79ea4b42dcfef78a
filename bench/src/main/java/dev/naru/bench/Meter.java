package dev.naru.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the resources that hub, PostgreSQL, PG and callers use. The hub runs in this process,
 * which does nothing else while the load runs. PostgreSQL's processor time is read from {@code
 * /proc}; on a system without it the time is 0.
 */
final class Meter {

  private static final double TICK_MS = 10;

  private final World world;
  private final LoadProcess pg;
  private final LoadProcess callers;

  Meter(World world, LoadProcess pg, LoadProcess callers) {
    this.world = world;
    this.pg = pg;
    this.callers = callers;
  }

  Cost read() throws SQLException, IOException {
    Map<String, Double> cpu = new LinkedHashMap<>();
    cpu.put("hub", Machine.now().cpu().toNanos() / 1e6);
    cpu.put("postgres", postgresMs(world));
    cpu.put("pg", pg.cpu().toNanos() / 1e6);
    cpu.put("callers", callers.cpu().toNanos() / 1e6);
    Map<String, Double> counts = new LinkedHashMap<>();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    counts.put("allocated KB", threads.getTotalThreadAllocatedBytes() / 1024.0);
    try (Connection connection = world.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_stat_force_next_flush()");
      add(
          counts,
          statement,
          """
          select xact_commit as "commits", tup_fetched as "rows fetched",
                 tup_returned as "rows read", tup_inserted as "rows inserted",
                 tup_updated as "rows updated"
            from pg_stat_database where datname = current_database()
          """);
      add(
          counts,
          statement,
          """
          select coalesce(sum(n_tup_hot_upd), 0) as "HOT updates",
                 (select wal_bytes / 1024.0 from pg_stat_wal) as "WAL KB"
            from pg_stat_user_tables
          """);
      add(
          counts,
          statement,
          """
          select coalesce(sum(idx_tup_read), 0)
                 + (select coalesce(sum(seq_tup_read), 0) from pg_stat_user_tables
                     where relname in ('payment', 'attempt', 'billing_key')) as "index rows"
            from pg_stat_user_indexes
           where relname in ('payment', 'payment_cancel', 'attempt', 'billing_key', 'unproved_key',
                             'channel', 'merchant', 'api_token', 'checkout_session',
                             'prepared_amount', 'journal', 'journal_head')
          """);
      add(
          counts,
          statement,
          "select coalesce(sum(calls), 0) as \"statements\" from pg_stat_statements");
    }
    return new Cost(cpu, counts);
  }

  /**
   * Describes the statements that have taken the most of PostgreSQL's time since {@link #forget},
   * the slowest first.
   */
  List<String> slowest(int most) throws SQLException {
    try (Connection connection = world.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select round(total_exec_time)::text || ' ms  ' || calls || ' calls  '
                       || round((total_exec_time / calls)::numeric, 3) || ' ms each  '
                       || round(rows::numeric / calls, 1) || ' rows  '
                       || left(regexp_replace(query, '\\s+', ' ', 'g'), 110)
                  from pg_stat_statements order by total_exec_time desc limit %d
                """
                    .formatted(most))) {
      List<String> all = new ArrayList<>();
      while (row.next()) {
        all.add(row.getString(1));
      }
      return all;
    }
  }

  /**
   * Sums up the statements that ran at least {@code atLeast} times since {@link #forget}, which
   * leaves out the hub's own polls: {@code statements} is how often they ran, and {@code pages} is
   * how many table and index pages they looked at. PostgreSQL counts both at once, while its counts
   * of rows may come late.
   */
  Map<String, Double> ofStatementsCalled(int atLeast) throws SQLException {
    Map<String, Double> counted = new LinkedHashMap<>();
    try (Connection connection = world.database().getConnection();
        Statement statement = connection.createStatement()) {
      add(
          counted,
          statement,
          """
          select coalesce(sum(calls), 0) as "statements",
                 coalesce(sum(shared_blks_hit + shared_blks_read), 0) as "pages"
            from pg_stat_statements where calls >= %d
          """
              .formatted(atLeast));
    }
    return counted;
  }

  void forget() throws SQLException {
    try (Connection connection = world.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_stat_statements_reset()");
    }
  }

  private static void add(Map<String, Double> counts, Statement statement, String sql)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        counts.put(row.getMetaData().getColumnLabel(i), row.getDouble(i));
      }
    }
  }

  /**
   * PostgreSQL's processor time so far in milliseconds: that of its first process, its ended child
   * processes and its running ones.
   */
  static double postgresMs(World world) throws IOException {
    long pid = world.postmaster();
    double ticks = ticks(pid, true);
    for (ProcessHandle child :
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
      ticks += ticks(child.pid(), false);
    }
    return ticks * TICK_MS;
  }

  private static double ticks(long pid, boolean withEndedChildren) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    String text;
    try {
      text = Files.readString(stat);
    } catch (IOException ended) { // or a system without /proc
      return 0;
    }
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    // The 14th to the 17th field of proc(5): utime, stime, cutime, cstime.
    double own = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    return withEndedChildren
        ? own + Double.parseDouble(fields[13]) + Double.parseDouble(fields[14])
        : own;
  }
}

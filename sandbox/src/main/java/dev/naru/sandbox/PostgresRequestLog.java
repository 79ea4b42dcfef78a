package dev.naru.sandbox;

import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What the PGs received, in PostgreSQL. */
final class PostgresRequestLog implements RequestLog {

  /** At most this many are read back at once, the newest. */
  private static final int READ_LIMIT = 1000;

  /** A kept call; {@code at} is ISO-8601 in KST. */
  record Received(
      String at,
      String pg,
      @Nullable String tid,
      String orderId,
      String operation,
      Map<String, String> fields) {}

  private final Database database;
  private final InstantSource time;

  PostgresRequestLog(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  @Override
  public void received(
      String pg,
      @Nullable String tid,
      String orderId,
      String operation,
      Map<String, String> fields) {
    database.update(
        """
        insert into request (at, pg, tid, order_id, operation, fields) values (?, ?, ?, ?, ?, ?)
        """,
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(SandboxClock.inKorea(time.instant())),
        pg,
        tid,
        orderId,
        operation,
        Json.MAPPER.writeValueAsString(fields));
  }

  /**
   * The calls in the order they came; null narrows nothing. A call that came before its charge had
   * a tid (an approval) is found by the charge's order number.
   */
  List<Received> about(@Nullable String tid, @Nullable String orderId) {
    return database.list(
        row ->
            new Received(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Json.MAPPER.readValue(row.getString(6), new TypeReference<>() {})),
        """
        select at, pg, tid, order_id, operation, fields from (
          select * from request r
          where (?::text is null or r.order_id = ?)
            and (?::text is null or r.tid = ? or (r.tid is null and exists (
                  select 1 from charge c
                  where c.tid = ? and c.pg = r.pg and c.order_id = r.order_id)))
          order by id desc limit ?) newest
        order by id
        """,
        orderId,
        orderId,
        tid,
        tid,
        tid,
        READ_LIMIT);
  }
}

package dev.naru.sandbox;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** The calls that the PGs received, in the sandbox's database. */
final class PostgresRequestLog implements RequestLog {

  /** The most calls that one read returns; older calls are left out. */
  private static final int READ_LIMIT = 1000;

  /** A logged call; {@code at} is ISO-8601 in Korean time. */
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
        KoreanTime.iso(time.instant()),
        pg,
        tid,
        orderId,
        operation,
        ControlJson.MAPPER.writeValueAsString(fields));
  }

  /**
   * The calls about a charge, oldest first. An approval is logged before its charge has a tid;
   * therefore {@code tid} also finds such calls by the charge's order number.
   *
   * @param tid the charge's tid; null for any
   * @param orderId the order number; null for any
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
                ControlJson.MAPPER.readValue(row.getString(6), new TypeReference<>() {})),
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

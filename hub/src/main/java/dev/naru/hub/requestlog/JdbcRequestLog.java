package dev.naru.hub.requestlog;

import dev.naru.hub.database.TimeOrderedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of REST calls in the database. Logging never delays a call: entries go into a bounded
 * queue, and once a second a thread writes them, in one statement of at most {@value #A_WRITE}
 * rows. Entries that don't fit are dropped and counted. So a busy hub keeps a sample, and the log
 * puts no load on the database.
 */
final class JdbcRequestLog implements RequestLog, SmartLifecycle {

  /** How many calls may wait to be written; further ones are dropped. */
  static final int MOST_WAITING = 1_000;

  /** How many rows are written at most in a second. */
  static final int A_WRITE = 200;

  /** How many of the newest calls a filter searches; more would slow other work down. */
  private static final int LOOKED_AT = 5_000;

  private static final long PAUSE_MS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(JdbcRequestLog.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final TimeOrderedIds ids;
  private final BlockingQueue<ApiRequest> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder dropped = new LongAdder();
  private volatile @Nullable Thread writer;

  JdbcRequestLog(JdbcClient db, InstantSource time) {
    this.db = db;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public void add(ApiRequest request) {
    if (!waiting.offer(request)) {
      dropped.increment();
    }
  }

  /** How many entries this process has dropped. */
  long dropped() {
    return dropped.sum();
  }

  @Override
  public List<Entry> newest(
      long merchantId, @Nullable UUID before, boolean refusedOnly, int limit) {
    return db.sql(
            """
            select * from (
              select id, merchant_id, at, method, path, status, code, payment_number, took_ms
                from api_request
               where merchant_id = :merchant
                 and id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
               order by id desc limit :lookedAt) newest
             where not :refused or status >= 400 or code <> 0
             order by id desc limit :limit
            """)
        .param("merchant", merchantId)
        .param("before", before, Types.OTHER)
        .param("refused", refusedOnly)
        .param("lookedAt", refusedOnly ? LOOKED_AT : limit)
        .param("limit", limit)
        .query((row, number) -> entry(row))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getObject("id", UUID.class),
        new ApiRequest(
            row.getLong("merchant_id"),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("method"),
            row.getString("path"),
            row.getInt("status"),
            row.getObject("code", Integer.class),
            row.getString("payment_number"),
            row.getInt("took_ms")));
  }

  /** Writes the entries that wait. Those that the database doesn't accept are dropped. */
  synchronized void write() {
    List<ApiRequest> batch = new ArrayList<>();
    waiting.drainTo(batch, A_WRITE);
    if (batch.isEmpty()) {
      return;
    }
    try {
      db.sql(
              """
              insert into api_request
                     (merchant_id, id, at, method, path, status, code, payment_number, took_ms)
              select merchant_id, id, at, method, path, status, code, payment_number, took_ms
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (
                  merchant_id bigint, id uuid, at timestamptz, method text, path text,
                  status smallint, code smallint, payment_number text, took_ms integer)
              """)
          .param("rows", JSON.writeValueAsString(batch.stream().map(this::row).toList()))
          .update();
    } catch (DataAccessException away) {
      dropped.add(batch.size());
      LOG.debug("{} calls are not in the request log", batch.size(), away);
    }
  }

  private Map<String, @Nullable Object> row(ApiRequest request) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("merchant_id", request.merchantId());
    row.put("id", ids.next().toString());
    row.put("at", request.at().toString());
    row.put("method", request.method());
    row.put("path", request.path());
    row.put("status", request.status());
    row.put("code", request.code());
    row.put("payment_number", request.paymentNumber());
    row.put("took_ms", request.tookMs());
    return row;
  }

  @Override
  public synchronized void start() {
    if (writer == null) {
      writer = Thread.ofPlatform().daemon().name("request-log").start(this::run);
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PAUSE_MS);
        write();
      }
    } catch (InterruptedException stopping) {
      write();
    }
  }

  @Override
  public void stop() {
    Thread running = writer;
    writer = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(2));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return writer != null;
  }
}

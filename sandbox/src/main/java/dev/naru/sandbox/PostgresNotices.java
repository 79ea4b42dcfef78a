package dev.naru.sandbox;

import dev.naru.sandbox.Database.DatabaseException;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notices in the sandbox's database. A notice stays due in its row until an attempt has ended,
 * so that a {@code kill -9} during the attempt repeats it, as a PG would. Only one process works on
 * the database, so the attempts in flight are kept only in memory.
 */
final class PostgresNotices implements Notices, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostgresNotices.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_IN_FLIGHT = 32;

  private record Due(Notice notice, int tries, boolean onceMore) {

    Optional<Duration> nextWait() {
      return tries < notice.again().size()
          ? Optional.of(notice.again().get(tries))
          : Optional.empty();
    }
  }

  private final Database database;
  private final Book book;
  private final Scenarios scenarios;
  private final InstantSource time;
  private final NoticeSender sender = new NoticeSender();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Long> inFlight = new HashSet<>();
  private boolean closed;

  PostgresNotices(Database database, Book book, Scenarios scenarios, InstantSource time) {
    this.database = database;
    this.book = book;
    this.scenarios = scenarios;
    this.time = time;
  }

  /** Begins to send due notices, also those that an earlier process left unsent. */
  void start() {
    Thread.ofVirtual().name("notices").start(this::poll);
  }

  @Override
  public void send(Notice notice) {
    boolean duplicate = duplicate(notice);
    long first = keep(notice, duplicate);
    if (duplicate) {
      long second = keep(notice, false);
      tryNow(second);
    }
    tryNow(first);
  }

  @Override
  public void settle(Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (left > 0 && !closed) {
        tryAll();
        if (inFlight.isEmpty() && due().isEmpty()) {
          return;
        }
        long part = Math.min(left, POLL.toNanos());
        left -= part - Math.max(0, changed.awaitNanos(part));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return database
        .list(
            row -> Optional.ofNullable(row.getObject(1, Long.class)),
            "select min(due_at) from notice where due_at > ?",
            after.toEpochMilli())
        .getFirst()
        .map(Instant::ofEpochMilli);
  }

  /**
   * Starts no further attempt. An attempt in flight is either recorded or repeated after the next
   * start.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    sender.close();
  }

  private boolean duplicate(Notice notice) {
    return book.byTid(notice.pg(), notice.tid())
        .flatMap(charge ->
            scenarios.take(
                new PgCall(
                    charge.pg(),
                    charge.mid(),
                    charge.orderId(),
                    charge.orderId(),
                    null,
                    charge.amount(),
                    null),
                Fault.DUPLICATE_NOTICE))
        .isPresent();
  }

  private long keep(Notice notice, boolean onceMore) {
    return database
        .one(
            row -> row.getLong(1),
            """
            insert into notice (pg, tid, target, content_type, body, acknowledgement, again_ms,
                                tries, once_more, due_at)
            values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?) returning id
            """,
            notice.pg(),
            notice.tid(),
            notice.to().toString(),
            notice.contentType(),
            notice.body().getBytes(StandardCharsets.ISO_8859_1),
            notice.acknowledgement(),
            notice.again().stream()
                .map(wait -> Long.toString(wait.toMillis()))
                .collect(Collectors.joining(",")),
            onceMore,
            time.millis())
        .orElseThrow();
  }

  private void poll() {
    lock.lock();
    try {
      while (!closed) {
        try {
          tryAll();
        } catch (DatabaseException e) {
          log.warn("notices wait for the database", e);
        }
        changed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void tryAll() {
    due().forEach(this::tryNow);
  }

  private List<Long> due() {
    return database.list(
        row -> row.getLong(1),
        "select id from notice where due_at <= ? order by due_at, id limit ?",
        time.millis(),
        MOST_IN_FLIGHT);
  }

  /**
   * Starts an attempt in the background, unless one is running for this notice already or too many
   * are running in all. In that case the next poll tries again.
   */
  private void tryNow(long id) {
    lock.lock();
    try {
      if (closed || inFlight.size() >= MOST_IN_FLIGHT || !inFlight.add(id)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("notice-" + id).start(() -> attempt(id));
  }

  private void attempt(long id) {
    try {
      // Read again: another attempt may have ended since the notice was found due.
      read(id).ifPresent(due -> attempt(id, due));
    } catch (DatabaseException e) {
      if (!isClosed()) {
        log.warn("notice {} stays due", id, e);
      }
    } finally {
      lock.lock();
      try {
        inFlight.remove(id);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void attempt(long id, Due due) {
    // The wait counts from here, so that a clock moved during a slow attempt doesn't lengthen it.
    long begun = time.millis();
    boolean acknowledged = sender.acknowledged(due.notice());
    // An attempt that this process's own shutdown has cut off doesn't count.
    if (acknowledged || !isClosed()) {
      record(id, due, begun, acknowledged);
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Due> read(long id) {
    return database.one(
        row ->
            new Due(
                new Notice(
                    row.getString(1),
                    row.getString(2),
                    URI.create(row.getString(3)),
                    row.getString(4),
                    new String(row.getBytes(5), StandardCharsets.ISO_8859_1),
                    row.getString(6),
                    waits(row.getString(7))),
                row.getInt(8),
                row.getBoolean(9)),
        """
        select pg, tid, target, content_type, body, acknowledgement, again_ms, tries, once_more
        from notice where id = ? and due_at <= ?
        """,
        id,
        time.millis());
  }

  private void record(long id, Due due, long begun, boolean acknowledged) {
    if (acknowledged) {
      database.update(
          """
          update notice set tries = tries + 1, once_more = false,
                 due_at = case when once_more then due_at end
          where id = ?
          """,
          id);
      return;
    }
    Optional<Duration> next = due.nextWait();
    if (next.isEmpty()) {
      log.info("{} gives up telling {} about {}", due.notice().pg(), due.notice().to(), id);
    }
    database.update(
        "update notice set tries = tries + 1, due_at = ?::bigint where id = ?",
        next.map(wait -> begun + wait.toMillis()).orElse(null),
        id);
  }

  private static List<Duration> waits(String milliseconds) {
    return milliseconds.isEmpty()
        ? List.of()
        : Arrays.stream(milliseconds.split(","))
            .map(wait -> Duration.ofMillis(Long.parseLong(wait)))
            .toList();
  }
}

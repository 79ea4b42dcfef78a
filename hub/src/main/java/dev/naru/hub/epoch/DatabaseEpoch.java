package dev.naru.hub.epoch;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.epoch.EpochFile.Mark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices that the database has lost commits, for example by a restore. The hub counts up a number
 * in the database, in a commit of its own, and then writes it to a file. So the database's number
 * is behind the file's only if commits were lost. Each hub has a number of its own, which nobody
 * else can raise. Thread-safe.
 */
public final class DatabaseEpoch {

  private static final Logger log = LoggerFactory.getLogger(DatabaseEpoch.class);

  private final JdbcClient db;
  private final InstantSource time;
  private volatile boolean stopped;

  DatabaseEpoch(JdbcClient db, InstantSource time) {
    this.db = db;
    this.time = time;
  }

  /**
   * A loss of commits that a hub noticed.
   *
   * @param lostLooks by how much the database's number was behind the file's
   */
  public record Rewind(UUID id, Instant foundAt, long lostLooks) {}

  /**
   * Must be called before a payment begins.
   *
   * @throws RewoundDatabaseException while the database has lost commits and no operator has said
   *     that payments may go on
   */
  public void check() {
    if (stopped) {
      throw new RewoundDatabaseException();
    }
  }

  /**
   * Compares once, and counts both numbers up.
   *
   * @param file holds the number that this hub saw last, and gets the new one
   * @throws org.springframework.dao.DataAccessException when the database is away; nothing is
   *     compared then
   */
  synchronized void look(EpochFile file) {
    Mark seen = file.read();
    long next = seen.value() + 1;
    boolean moved = seen.value() == 0 ? begun(seen.node()) : movedOn(seen, next);
    if (moved) {
      file.write(new Mark(seen.node(), next));
    } else {
      unexpected(file, seen);
    }
    stopped = !open().isEmpty();
  }

  private boolean begun(UUID node) {
    return db.sql(
                """
                insert into epoch (node, value, at) values (:node, 1, :now)
                on conflict (node) do nothing
                """)
            .param("node", node)
            .param("now", utc(time.instant()))
            .update()
        > 0;
  }

  /**
   * Whether the difference is harmless: a crash between commit and file leaves the database one
   * ahead.
   */
  private boolean movedOn(Mark seen, long next) {
    return db.sql(
                """
                update epoch set value = :next, at = :now
                 where node = :node and value between :seen and :next
                """)
            .param("node", seen.node())
            .param("seen", seen.value())
            .param("next", next)
            .param("now", utc(time.instant()))
            .update()
        > 0;
  }

  private void unexpected(EpochFile file, Mark seen) {
    long found =
        db.sql("select value from epoch where node = :node")
            .param("node", seen.node())
            .query(Long.class)
            .optional()
            .orElse(0L);
    if (found > seen.value()) {
      // Another hub with the same file was quicker, or the file comes from a backup.
      log.debug("the epoch's file says {} and the database {}", seen.value(), found);
      file.write(new Mark(seen.node(), found));
      return;
    }
    log.error(
        "OPERATOR: the database was set back: it had come to {} here and says {}. No payment is"
            + " begun until 'naru-hub reconcile go-on' (docs/guides/reconcile.md)",
        seen.value(),
        found);
    stopped = true;
    db.sql(
            """
            insert into rewind (id, node, expected, found, found_at)
            values (:id, :node, :expected, :found, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("node", seen.node())
        .param("expected", seen.value())
        .param("found", found)
        .param("now", utc(time.instant()))
        .update();
    // The loss is on record; from here this hub counts from zero under a new id.
    file.write(new Mark(UUID.randomUUID(), 0));
  }

  /** The losses that no operator has dealt with yet, oldest first. */
  public List<Rewind> open() {
    return db.sql(
            "select id, found_at, expected - found as lost from rewind where ended_at is null order by found_at")
        .query((row, number) ->
            new Rewind(
                row.getObject("id", UUID.class),
                Objects.requireNonNull(instant(row, "found_at")),
                row.getLong("lost")))
        .list();
  }

  /**
   * Lets payments go on, on every hub within seconds.
   *
   * @param who the operator who decided it
   * @return how many losses were open
   */
  public int goOn(String who, String reason) {
    int ended =
        db.sql(
                """
                update rewind set ended_at = :now, ended_by = :who, reason = :reason
                 where ended_at is null
                """)
            .param("now", utc(time.instant()))
            .param("who", who)
            .param("reason", reason)
            .update();
    stopped = false;
    return ended;
  }

  /** When the oldest open loss was found; empty where none is open. */
  public Optional<Instant> openSince() {
    return open().stream().map(Rewind::foundAt).findFirst();
  }
}

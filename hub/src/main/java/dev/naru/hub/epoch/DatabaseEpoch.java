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
 * Compares how far the database has come with how far this hub had seen it come. Each look counts
 * both on: first the database, in a commit of its own, then the file. So the database is never
 * behind the file, unless it has lost commits. Each hub has a number of its own, which nobody else
 * can raise. Thread-safe.
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

  /** A database that was set back, as a hub noticed it. */
  public record Rewind(UUID id, Instant foundAt, long lostLooks) {}

  /**
   * Refuses to begin a payment.
   *
   * @throws RewoundDatabaseException while the database has lost commits and nobody has said that
   *     payments may go on
   */
  public void check() {
    if (stopped) {
      throw new RewoundDatabaseException();
    }
  }

  /**
   * Looks once.
   *
   * @param file what this hub has seen, and sees now
   * @throws org.springframework.dao.DataAccessException when the database is away; the next look
   *     compares then
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

  /** A crash between commit and file leaves the database one ahead. */
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
      // Another hub with the same file was quicker, or the file is from a backup.
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
    // It is on record; from here on this hub counts anew.
    file.write(new Mark(UUID.randomUUID(), 0));
  }

  /** What nobody has dealt with yet, oldest first. */
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
   * Payments go on, on every hub within seconds.
   *
   * @param who says so
   * @return how many were open
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

  /** The earliest time since which nobody has dealt with it; empty where nothing is open. */
  public Optional<Instant> openSince() {
    return open().stream().map(Rewind::foundAt).findFirst();
  }
}

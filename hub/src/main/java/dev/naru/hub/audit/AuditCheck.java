package dev.naru.hub.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.audit.Audit.Check;
import dev.naru.hub.vault.HashChain;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks the audit log: computes the hashes of all lines anew and compares them with the stored
 * ones, which the database computed.
 */
final class AuditCheck {

  private static final int BATCH = 1_000;

  private final JdbcClient db;

  AuditCheck(JdbcClient db) {
    this.db = db;
  }

  /**
   * The log of a merchant, or of the hub.
   *
   * @param place the number of its last line when the check began; 0 where the row that holds it is
   *     gone
   */
  private record Log(long merchantId, long place, byte @Nullable [] hash) {}

  private record Line(long place, String text, byte[] hash) {}

  Check run() {
    List<Log> logs = logs();
    List<String> faults = new ArrayList<>();
    byte[] all = HashChain.start();
    long lines = 0;
    for (Log log : logs) {
      lines += log.place();
      all =
          HashChain.next(
              all,
              log.merchantId()
                  + " "
                  + (log.hash() == null ? "" : HexFormat.of().formatHex(log.hash())));
      fault(log).ifPresent(faults::add);
    }
    return new Check(
        logs.size(),
        lines,
        faults.size(),
        faults.stream().limit(Audit.MAX_FAULTS).toList(),
        HexFormat.of().formatHex(all));
  }

  private List<Log> logs() {
    return db.sql(
            """
            select merchant_id, coalesce(h.place, 0) as place, h.hash
              from (select distinct coalesce(merchant_id, 0) as merchant_id from audit) a
              full join audit_head h using (merchant_id)
             order by merchant_id
            """)
        .query((row, number) ->
            new Log(row.getLong("merchant_id"), row.getLong("place"), row.getBytes("hash")))
        .list();
  }

  /**
   * Recomputes one log's hashes and compares them; empty where they are right. Lines that were
   * added since the check began are no fault.
   */
  private Optional<String> fault(Log log) {
    String name = log.merchantId() == 0 ? "the hub" : "merchant " + log.merchantId();
    if (log.hash() == null) {
      return Optional.of(name + ": the head of its audit log is gone");
    }
    byte[] hash = HashChain.start();
    long place = 0;
    List<Line> batch = after(log, place);
    while (!batch.isEmpty()) {
      for (Line line : batch) {
        place++;
        hash = HashChain.next(hash, line.text());
        if (line.place() != place || !MessageDigest.isEqual(hash, line.hash())) {
          return Optional.of(
              "%s: a line of its audit log was changed, added or taken away at place %d"
                  .formatted(name, place));
        }
      }
      batch = after(log, place);
    }
    if (place != log.place() || !MessageDigest.isEqual(hash, log.hash())) {
      return Optional.of(name + ": the last lines of its audit log were taken away");
    }
    return hasMore(log)
        ? Optional.of(name + ": lines were added behind the last one of its audit log")
        : Optional.empty();
  }

  /**
   * Whether the log has a line that its head doesn't count. One statement reads both, since one
   * transaction writes both.
   */
  private boolean hasMore(Log log) {
    return db.sql(
            """
            select exists (select 1 from audit a
                            where coalesce(a.merchant_id, 0) = :log
                              and a.place > (select place from audit_head where merchant_id = :log))
            """)
        .param("log", log.merchantId())
        .query(Boolean.class)
        .single();
  }

  private List<Line> after(Log log, long place) {
    return db.sql(
            """
            select id, at, who, what, subject, before::text as before, after::text as after,
                   coalesce(merchant_id, 0) as log, place, hash
              from audit
             where coalesce(merchant_id, 0) = :log and place > :place and place <= :last
             order by place limit :batch
            """)
        .param("log", log.merchantId())
        .param("place", place)
        .param("last", log.place())
        .param("batch", BATCH)
        .query((row, number) -> line(row))
        .list();
  }

  /** Reads a line as the database's function {@code audit_line} (V68) builds it for the hash. */
  private static Line line(ResultSet row) throws SQLException {
    Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
    String text =
        Stream.of(
                row.getLong("log"),
                row.getLong("place"),
                row.getString("id"),
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                withLength(row.getString("who")),
                withLength(row.getString("what")),
                withLength(row.getString("subject")),
                withLength(row.getString("before")),
                withLength(row.getString("after")))
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    return new Line(row.getLong("place"), text, row.getBytes("hash"));
  }

  private static String withLength(String text) {
    return text.getBytes(UTF_8).length + ":" + text;
  }
}

package dev.naru.hub.audit;

import dev.naru.hub.database.TimeOrderedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit log in the database. */
final class JdbcAudit implements Audit {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  private final JdbcClient db;
  private final InstantSource time;
  private final TimeOrderedIds ids;
  private final AuditCheck check;

  JdbcAudit(JdbcClient db, InstantSource time) {
    this.db = db;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
    this.check = new AuditCheck(db);
  }

  @Override
  public void note(Change change) {
    db.sql(
            """
            insert into audit (id, at, who, what, subject, merchant_id, before, after)
            values (:id, :at, :who, :what, :subject, :merchant,
                    cast(:before as jsonb), cast(:after as jsonb))
            """)
        .param("id", ids.next())
        .param("at", time.instant().atOffset(ZoneOffset.UTC))
        .param("who", change.who())
        .param("what", change.what())
        .param("subject", change.subject())
        .param("merchant", change.merchantId())
        .param("before", JSON.writeValueAsString(new TreeMap<>(change.before())))
        .param("after", JSON.writeValueAsString(new TreeMap<>(change.after())))
        .update();
  }

  @Override
  public List<Line> newest(int limit) {
    return db.sql(
            """
            select id, at, who, what, subject, merchant_id, before, after, place, hash
              from audit order by at desc, id desc limit :limit
            """)
        .param("limit", limit)
        .query((row, number) -> line(row))
        .list();
  }

  @Override
  public List<Line> of(long merchantId, String subject, int limit) {
    return db.sql(
            """
            select id, at, who, what, subject, merchant_id, before, after, place, hash from audit
             where merchant_id = :merchant and subject = :subject order by at, id limit :limit
            """)
        .param("merchant", merchantId)
        .param("subject", subject)
        .param("limit", limit)
        .query((row, number) -> line(row))
        .list();
  }

  @Override
  public List<Line> newestOf(long merchantId, @Nullable UUID before, int limit) {
    return db.sql(
            """
            select id, at, who, what, subject, merchant_id, before, after, place, hash
              from audit
             where merchant_id = :merchant
               and id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
             order by id desc limit :limit
            """)
        .param("merchant", merchantId)
        .param("before", before, Types.OTHER)
        .param("limit", limit)
        .query((row, number) -> line(row))
        .list();
  }

  @Override
  public Check check() {
    return check.run();
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Change(
            row.getString("who"),
            row.getString("what"),
            row.getString("subject"),
            row.getObject("merchant_id", Long.class),
            JSON.readValue(row.getString("before"), VALUES),
            JSON.readValue(row.getString("after"), VALUES)),
        row.getLong("place"),
        HexFormat.of().formatHex(row.getBytes("hash")));
  }
}

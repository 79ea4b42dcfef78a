package dev.naru.hub.user;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.vault.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Sessions in the database. */
final class JdbcSessions implements Sessions {

  static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration LONGEST = Duration.ofHours(12);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final InstantSource time;

  JdbcSessions(JdbcClient db, InstantSource time) {
    this.db = db;
    this.time = time;
  }

  @Override
  public String begin(User user, Session.@Nullable Kept kept) {
    String token = Tokens.random();
    Instant now = time.instant();
    db.sql(
            """
            with signed_in as (
              update console_user set signed_in_at = :now where merchant_id = :merchant and id = :id)
            insert into console_session (token_hash, merchant_id, user_id, seen_at, ends_at, kept)
            values (:hash, :merchant, :id, :now, :end, cast(:kept as jsonb))
            """)
        .param("hash", Sha256.of(token))
        .param("merchant", user.merchantId())
        .param("id", user.id())
        .param("now", utc(now))
        .param("end", utc(now.plus(LONGEST)))
        .param("kept", kept == null ? null : JSON.writeValueAsString(kept))
        .update();
    return token;
  }

  @Override
  public Optional<Session> find(String token) {
    Instant now = time.instant();
    return db.sql(
            """
            update console_session s set seen_at = :now
              from console_user u
             where s.token_hash = :hash and s.seen_at > :idle and s.ends_at > :now
               and u.merchant_id = s.merchant_id and u.id = s.user_id and u.disabled_at is null
            returning s.chosen_merchant, s.kept,
            """
                + JdbcUsers.COLUMNS)
        .param("hash", Sha256.of(token))
        .param("now", utc(now))
        .param("idle", utc(now.minus(IDLE)))
        .query((row, _) -> read(row, token))
        .optional();
  }

  private static Session read(ResultSet row, String token) throws SQLException {
    String kept = row.getString("kept");
    return new Session(
        token,
        JdbcUsers.read(row),
        row.getObject("chosen_merchant", Long.class),
        kept == null ? Optional.empty() : Optional.of(JSON.readValue(kept, Session.Kept.class)));
  }

  @Override
  public void choose(Session session, long merchantId) {
    db.sql("update console_session set chosen_merchant = :chosen where token_hash = :hash")
        .param("chosen", merchantId)
        .param("hash", Sha256.of(session.token()))
        .update();
  }

  @Override
  public void keep(Session session, Session.Kept kept) {
    db.sql(
            """
            update console_session set kept = cast(:kept as jsonb) where token_hash = :hash
            """)
        .param("kept", JSON.writeValueAsString(kept))
        .param("hash", Sha256.of(session.token()))
        .update();
  }

  @Override
  public void forgetKept(Session session) {
    db.sql("update console_session set kept = null where token_hash = :hash")
        .param("hash", Sha256.of(session.token()))
        .update();
  }

  @Override
  public void end(Session session) {
    db.sql("delete from console_session where token_hash = :hash")
        .param("hash", Sha256.of(session.token()))
        .update();
  }
}

package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.store.Attempt.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Rows of attempts in the database. */
public final class JdbcAttemptRows implements AttemptRows {

  private final JdbcClient db;

  public JdbcAttemptRows(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Optional<byte[]> sealed(Attempt attempt) {
    return db.sql(
            """
            select proof_sealed from attempt
             where merchant_id = :merchant and id = :id and proof_sealed is not null
            """)
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .query(byte[].class)
        .optional();
  }

  @Override
  public Optional<String> request(Attempt attempt) {
    return db.sql("select request from attempt where merchant_id = :merchant and id = :id")
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .query(String.class)
        .optional();
  }

  @Override
  public Optional<Attempt> note(Attempt attempt, String json, byte @Nullable [] sealed) {
    return update(
            """
            update attempt set request = request || cast(:note as jsonb),
                               proof_sealed = coalesce(cast(:sealed as bytea), proof_sealed)
            """,
            attempt)
        .param("note", json)
        .param("sealed", sealed, Types.BINARY)
        .query(JdbcAttemptRows::read)
        .optional();
  }

  @Override
  public Optional<Attempt> takeOver(Attempt attempt, Instant leaseUntil) {
    return update(
            "update attempt set fence = fence + 1, due_at = :lease, answered_at = null ", attempt)
        .param("lease", utc(leaseUntil))
        .query(JdbcAttemptRows::read)
        .optional();
  }

  @Override
  public void postpone(Attempt attempt, Instant now, Instant dueAt, String answer, String note) {
    update(
            """
            update attempt set due_at = :due, answered_at = :now, answer = :answer,
                               unresolved_since = coalesce(unresolved_since, :now),
                               request = request || cast(:note as jsonb)
            """,
            attempt)
        .param("due", utc(dueAt))
        .param("now", utc(now))
        .param("answer", answer)
        .param("note", note)
        .query(JdbcAttemptRows::read)
        .optional();
  }

  /** A change of an open attempt that no other worker has taken over; returns its row. */
  private StatementSpec update(String change, Attempt attempt) {
    return db.sql(
            change
                + """
                 where merchant_id = :merchant and id = :id and fence = :fence
                   and ended_at is null
                returning *
                """)
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .param("fence", attempt.fence());
  }

  static Attempt read(ResultSet row, int number) throws SQLException {
    return new Attempt(
        row.getLong("merchant_id"),
        row.getObject("id", UUID.class),
        row.getString("payment_number"),
        Kind.valueOf(row.getString("kind")),
        row.getLong("amount"),
        row.getString("request"),
        row.getInt("fence"),
        row.getInt("besides"),
        instant(row, "unresolved_since"));
  }
}

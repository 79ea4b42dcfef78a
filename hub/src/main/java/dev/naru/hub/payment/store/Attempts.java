package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The attempts that the PG hasn't ended yet, and whose turn it is with each of them. */
public final class Attempts {

  private static final TypeReference<Map<String, String>> PROOF = new TypeReference<>() {};
  private static final String NAMED = "named";
  private static final String CHARGED = "charged";

  /** The request of a charge that is made to be given back. */
  public static final String CHECK = "{\"check\":true}";

  private static final String ORPHAN = "{\"orphan\":true}";

  private final JdbcClient db;
  private final Vault vault;
  private final JsonMapper json;

  public Attempts(JdbcClient db, Vault vault, JsonMapper json) {
    this.db = db;
    this.vault = vault;
    this.json = json;
  }

  public byte[] sealProof(Authenticated authenticated, UUID attemptId) {
    return vault.seal(
        json.writeValueAsString(authenticated.proof()).getBytes(UTF_8), context(attemptId));
  }

  /** A digest: the token itself is kept sealed alone. */
  public static Optional<byte[]> singleUseOf(Authenticated authenticated) {
    String once = authenticated.singleUse();
    try {
      return once.isEmpty()
          ? Optional.empty()
          : Optional.of(MessageDigest.getInstance("SHA-256").digest(once.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Authenticated proofOf(Attempt attempt) {
    return new Authenticated(opened(sealedOf(attempt).orElseThrow(), attempt));
  }

  private Optional<byte[]> sealedOf(Attempt attempt) {
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

  /**
   * Keeps what the PG's answer named, before anything is done about it: whoever takes the attempt
   * over after a crash must undo exactly that.
   *
   * @return the attempt with its note; empty when it is somebody else's by now
   */
  public Optional<Attempt> note(Attempt attempt, NamedCharge named) {
    return db.sql(
            """
            update attempt set request = request || cast(:note as jsonb)
             where merchant_id = :merchant and id = :id and fence = :fence
               and ended_at is null
            returning *
            """)
        .param("note", json.writeValueAsString(Map.of(NAMED, named)))
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .param("fence", attempt.fence())
        .query(Attempts::read)
        .optional();
  }

  /** What was noted of the PG's answer. */
  public NamedCharge namedBy(Attempt attempt, Money asked) {
    JsonNode request = json.readTree(attempt.request());
    if (request.path(NAMED).isObject()) {
      return json.treeToValue(request.path(NAMED), NamedCharge.class);
    }
    // Noted by a hub before this one.
    JsonNode minor = request.path(CHARGED);
    return minor.isNumber()
        ? new NamedCharge(null, new Money(minor.asLong(), asked.currency()), null)
        : NamedCharge.NONE;
  }

  public byte[] sealKey(IssuedKey key, UUID attemptId) {
    return vault.seal(json.writeValueAsBytes(key.secret()), context(attemptId));
  }

  /**
   * Keeps the key that the PG has issued before its first charge: whoever takes the attempt over
   * after a crash must be able to keep it with the payment.
   */
  public void noteKey(Attempt attempt, IssuedKey key, @Nullable CardUsed card) {
    db.sql(
            """
            update attempt set request = request || cast(:note as jsonb), proof_sealed = :key
             where merchant_id = :merchant and id = :id and fence = :fence
               and ended_at is null
            """)
        .param("note", json.writeValueAsString(new KeyNote(true, card)))
        .param("key", sealKey(key, attempt.id()))
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .param("fence", attempt.fence())
        .update();
  }

  /** The key a charge is made with; empty for a card's. */
  public Optional<IssuedKey> keyOf(Attempt attempt) {
    return sealedOf(attempt).map(secret -> new IssuedKey(opened(secret, attempt)));
  }

  private Map<String, String> opened(byte[] secret, Attempt attempt) {
    return json.readValue(vault.open(secret, context(attempt.id())), PROOF);
  }

  /** What was noted of a key that the charge's own attempt had issued; empty for none. */
  public Optional<KeyNote> keyNoteOf(Attempt attempt) {
    return db.sql("select request from attempt where merchant_id = :merchant and id = :id")
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .query(String.class)
        .optional()
        .map(request -> json.readValue(request, KeyNote.class))
        .filter(note -> Boolean.TRUE.equals(note.issued()));
  }

  /** Whether the charge is made to be given back. */
  public boolean isCheck(Attempt attempt) {
    return json.readTree(attempt.request()).path("check").asBoolean(false);
  }

  /** Whether nobody ever heard what came of the call itself, as after a crash. */
  public boolean isOrphan(Attempt attempt) {
    return json.readTree(attempt.request()).path("orphan").asBoolean(false);
  }

  /** A key issued on the way. */
  public record KeyNote(@Nullable Boolean issued, @Nullable CardUsed card) {}

  /** Takes over one attempt from ourselves, so that a write of ours that hangs can't come later. */
  public Optional<Attempt> takeOver(Attempt attempt, Instant leaseUntil) {
    return db.sql(
            """
            update attempt set fence = fence + 1, due_at = :lease, answered_at = null
             where merchant_id = :merchant and id = :id and fence = :fence and ended_at is null
            returning *
            """)
        .param("lease", utc(leaseUntil))
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .param("fence", attempt.fence())
        .query(Attempts::read)
        .optional();
  }

  /**
   * Notes that only the PG knows, and lets the janitor have it at {@code dueAt}.
   *
   * @param answer what came of the look, in words
   * @param orphan whether nobody knows even what came of the call itself, as after a crash
   */
  public void postpone(Attempt attempt, Instant now, Instant dueAt, String answer, boolean orphan) {
    db.sql(
            """
            update attempt set due_at = :due, answered_at = :now, answer = :answer,
                               unresolved_since = coalesce(unresolved_since, :now),
                               request = request || cast(:note as jsonb)
             where merchant_id = :merchant and id = :id and fence = :fence
               and ended_at is null
            """)
        .param("due", utc(dueAt))
        .param("now", utc(now))
        .param("answer", answer)
        .param("note", orphan ? ORPHAN : "{}")
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .param("fence", attempt.fence())
        .update();
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

  private static String context(UUID attemptId) {
    return "attempt.proof/" + attemptId;
  }
}

package dev.naru.hub.payment.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.payment.ToldCharges.Told;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The attempts that the PG hasn't ended yet, and whose turn it is with each of them. */
public final class Attempts {

  private static final TypeReference<Map<String, String>> PROOF = new TypeReference<>() {};
  private static final String NAMED = "named";
  private static final String CHARGED = "charged";
  private static final String TOLD = "told";

  /** The request of a charge that is made to be given back. */
  public static final String CHECK = "{\"check\":true}";

  private static final String ORPHAN = "{\"orphan\":true}";

  private final AttemptRows rows;
  private final Vault vault;
  private final JsonMapper json;

  public Attempts(AttemptRows rows, Vault vault, JsonMapper json) {
    this.rows = rows;
    this.vault = vault;
    this.json = json;
  }

  public byte[] sealProof(Authenticated authenticated, UUID attemptId) {
    return vault.seal(
        json.writeValueAsString(authenticated.proof()).getBytes(UTF_8), context(attemptId));
  }

  /**
   * A digest of the authentication's token, by which its second use is refused. The token itself is
   * kept only sealed.
   */
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
    return new Authenticated(opened(rows.sealed(attempt).orElseThrow(), attempt));
  }

  /**
   * Keeps what the PG's answer named, before anything is done about it: whoever takes the attempt
   * over after a crash must undo exactly that.
   *
   * @return the attempt with its note; empty when it is somebody else's by now
   */
  public Optional<Attempt> note(Attempt attempt, NamedCharge named) {
    return rows.note(attempt, json.writeValueAsString(Map.of(NAMED, named)), null);
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

  /** What the PG has said of the charge without having been asked; empty for nothing. */
  public Optional<Told> toldOf(Attempt attempt) {
    JsonNode told = json.readTree(attempt.request()).path(TOLD);
    return told.isObject() ? Optional.of(json.treeToValue(told, Told.class)) : Optional.empty();
  }

  /** What keeps it with an attempt. */
  public String note(Told told) {
    return json.writeValueAsString(Map.of(TOLD, told));
  }

  public byte[] sealKey(IssuedKey key, UUID attemptId) {
    return vault.seal(json.writeValueAsBytes(key.secret()), context(attemptId));
  }

  /**
   * Keeps the key that the PG has issued before its first charge: whoever takes the attempt over
   * after a crash must be able to keep it with the payment.
   */
  public void noteKey(Attempt attempt, IssuedKey key, @Nullable CardUsed card) {
    rows.note(
        attempt, json.writeValueAsString(new KeyNote(true, card)), sealKey(key, attempt.id()));
  }

  /** The key a charge is made with; empty for a card's. */
  public Optional<IssuedKey> keyOf(Attempt attempt) {
    return rows.sealed(attempt).map(secret -> new IssuedKey(opened(secret, attempt)));
  }

  private Map<String, String> opened(byte[] secret, Attempt attempt) {
    return json.readValue(vault.open(secret, context(attempt.id())), PROOF);
  }

  /** What was noted of a key that the charge's own attempt had issued; empty for none. */
  public Optional<KeyNote> keyNoteOf(Attempt attempt) {
    return rows.request(attempt)
        .map(request -> json.readValue(request, KeyNote.class))
        .filter(note -> Boolean.TRUE.equals(note.issued()));
  }

  /** Whether the charge is made to be given back. */
  public boolean isCheck(Attempt attempt) {
    return json.readTree(attempt.request()).path("check").asBoolean(false);
  }

  /** Whether no answer to the call was ever noted, as after a crash. */
  public boolean isOrphan(Attempt attempt) {
    return json.readTree(attempt.request()).path("orphan").asBoolean(false);
  }

  /**
   * What an answer of the PG named that couldn't be taken as the outcome. It is kept with the
   * attempt, so that whoever ends it undoes exactly that.
   *
   * @param pgTid the PG's number of the charge; null where none was told
   * @param charged what it charged; null where that is what was asked for, or nobody knows
   * @param anothers the charge that it made under another order's number; null for none
   */
  public record NamedCharge(
      @Nullable String pgTid, @Nullable Money charged, @Nullable AnothersCharge anothers) {

    public static final NamedCharge NONE = new NamedCharge(null, null, null);

    /** What an approval named that is to be undone. */
    public static NamedCharge approved(String pgTid, @Nullable Money charged) {
      return new NamedCharge(pgTid, charged, null);
    }
  }

  /** What is noted of a key that was issued before its first charge. */
  public record KeyNote(@Nullable Boolean issued, @Nullable CardUsed card) {}

  /** See {@link AttemptRows#takeOver}. */
  public Optional<Attempt> takeOver(Attempt attempt, Instant leaseUntil) {
    return rows.takeOver(attempt, leaseUntil);
  }

  /**
   * Notes that only the PG knows, and lets the janitor have it at {@code dueAt}.
   *
   * @param answer what came of the look, in words
   * @param orphan whether nobody knows even what came of the call itself, as after a crash
   */
  public void postpone(Attempt attempt, Instant now, Instant dueAt, String answer, boolean orphan) {
    rows.postpone(attempt, now, dueAt, answer, orphan ? ORPHAN : "{}");
  }

  private static String context(UUID attemptId) {
    return "attempt.proof/" + attemptId;
  }
}

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

/** Reads and changes open attempts and what is noted with them. */
public final class Attempts {

  private static final TypeReference<Map<String, String>> PROOF = new TypeReference<>() {};
  private static final String NAMED = "named";
  private static final String CHARGED = "charged";
  private static final String TOLD = "told";

  /** The request of a charge that only checks a card and is refunded. */
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
   * A digest of the authentication's token, by which a second use of the token is refused. The
   * token itself is stored only sealed.
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
   * Stores the charge that the PG's answer named, before anything is done about it: a worker that
   * takes the attempt over after a crash must undo exactly this charge.
   *
   * @return the attempt with its note; empty when another worker has it by now
   */
  public Optional<Attempt> note(Attempt attempt, NamedCharge named) {
    return rows.note(attempt, json.writeValueAsString(Map.of(NAMED, named)), null);
  }

  /** The charge that was noted from the PG's answer. */
  public NamedCharge namedBy(Attempt attempt, Money asked) {
    JsonNode request = json.readTree(attempt.request());
    if (request.path(NAMED).isObject()) {
      return json.treeToValue(request.path(NAMED), NamedCharge.class);
    }
    // An older version of the hub has noted it so.
    JsonNode minor = request.path(CHARGED);
    return minor.isNumber()
        ? new NamedCharge(null, new Money(minor.asLong(), asked.currency()), null)
        : NamedCharge.NONE;
  }

  /** What a list or a notice of the PG says about the charge; empty for nothing. */
  public Optional<Told> toldOf(Attempt attempt) {
    JsonNode told = json.readTree(attempt.request()).path(TOLD);
    return told.isObject() ? Optional.of(json.treeToValue(told, Told.class)) : Optional.empty();
  }

  /** Writes what was said as JSON, in the form that {@link #toldOf} reads from an attempt. */
  public String note(Told told) {
    return json.writeValueAsString(Map.of(TOLD, told));
  }

  public byte[] sealKey(IssuedKey key, UUID attemptId) {
    return vault.seal(json.writeValueAsBytes(key.secret()), context(attemptId));
  }

  /**
   * Stores the key that the PG has issued before its first charge, so that a worker that takes the
   * attempt over after a crash can store the key with the payment.
   */
  public void noteKey(Attempt attempt, IssuedKey key, @Nullable CardUsed card) {
    rows.note(
        attempt, json.writeValueAsString(new KeyNote(true, card)), sealKey(key, attempt.id()));
  }

  /** The key that is charged; empty for the charge of a card. */
  public Optional<IssuedKey> keyOf(Attempt attempt) {
    return rows.sealed(attempt).map(secret -> new IssuedKey(opened(secret, attempt)));
  }

  private Map<String, String> opened(byte[] secret, Attempt attempt) {
    return json.readValue(vault.open(secret, context(attempt.id())), PROOF);
  }

  /** The note about a key that the charge's own attempt had issued; empty for none. */
  public Optional<KeyNote> keyNoteOf(Attempt attempt) {
    return rows.request(attempt)
        .map(request -> json.readValue(request, KeyNote.class))
        .filter(note -> Boolean.TRUE.equals(note.issued()));
  }

  /** Whether the charge only checks a card and is refunded. */
  public boolean isCheck(Attempt attempt) {
    return json.readTree(attempt.request()).path("check").asBoolean(false);
  }

  /** Whether no answer to the call was ever noted, as after a crash. */
  public boolean isOrphan(Attempt attempt) {
    return json.readTree(attempt.request()).path("orphan").asBoolean(false);
  }

  /**
   * A charge that an answer of the PG named and that can't count as the outcome. It is stored with
   * the attempt, so that the worker that ends the attempt undoes exactly this charge.
   *
   * @param pgTid the PG's number of the charge; null if it named none
   * @param charged the charged amount; null if it equals the requested one or is unknown
   * @param anothers the charge that the PG made under another order's number; null for none
   */
  public record NamedCharge(
      @Nullable String pgTid, @Nullable Money charged, @Nullable AnothersCharge anothers) {

    public static final NamedCharge NONE = new NamedCharge(null, null, null);

    /** The charge of an approval that is to be undone. */
    public static NamedCharge approved(String pgTid, @Nullable Money charged) {
      return new NamedCharge(pgTid, charged, null);
    }
  }

  /** The note about a key that was issued before its first charge. */
  public record KeyNote(@Nullable Boolean issued, @Nullable CardUsed card) {}

  /** See {@link AttemptRows#takeOver}. */
  public Optional<Attempt> takeOver(Attempt attempt, Instant leaseUntil) {
    return rows.takeOver(attempt, leaseUntil);
  }

  /**
   * Notes that the outcome is unknown, and makes the attempt due for the janitor at {@code dueAt}.
   *
   * @param answer the result of the last question, in words
   * @param orphan whether even the call's own answer is unknown, as after a crash
   */
  public void postpone(Attempt attempt, Instant now, Instant dueAt, String answer, boolean orphan) {
    rows.postpone(attempt, now, dueAt, answer, orphan ? ORPHAN : "{}");
  }

  private static String context(UUID attemptId) {
    return "attempt.proof/" + attemptId;
  }
}

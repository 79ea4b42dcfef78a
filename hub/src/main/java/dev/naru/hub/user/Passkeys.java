package dev.naru.hub.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys with which users sign in (WebAuthn). The device proves that it has the key and has
 * verified its user, so that a passkey counts as password and second factor. Every method throws
 * {@link org.springframework.dao.DataAccessException} when the database is away.
 */
public final class Passkeys {

  /** How many passkeys a user can have. */
  public static final int MOST = 10;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ObjectConverter CONVERTER = new ObjectConverter();
  private static final AttestedCredentialDataConverter PUBLIC_KEYS =
      new AttestedCredentialDataConverter(CONVERTER);
  private static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
          new PublicKeyCredentialParameters(
              PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
          new PublicKeyCredentialParameters(
              PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

  private final WebAuthnManager webAuthn =
      WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
  private final JdbcClient db;
  private final Users users;
  private final Challenges challenges;
  private final InstantSource time;

  Passkeys(JdbcClient db, Users users, Challenges challenges, InstantSource time) {
    this.db = db;
    this.users = users;
    this.challenges = challenges;
    this.time = time;
  }

  /**
   * A user's passkey.
   *
   * @param id the credential's id, in base64url
   * @param usedAt when it was last used; null if never
   */
  public record Passkey(String id, String name, Instant createdAt, @Nullable Instant usedAt) {}

  /**
   * The browser that sends the request.
   *
   * @param origin the console's origin, as the browser sees it
   * @param secret a secret that only this browser's requests carry
   */
  public record Browser(String origin, String secret) {

    private String domain() {
      return Objects.requireNonNull(URI.create(origin).getHost());
    }

    @Override
    public String toString() {
      return "Browser[" + origin + "]";
    }
  }

  /** The user's passkeys, the oldest first. */
  public List<Passkey> of(User user) {
    return db.sql(
            """
            select credential_id, name, created_at, used_at from console_passkey
             where merchant_id = :merchant and user_id = :user order by created_at, credential_id
            """)
        .param("merchant", user.merchantId())
        .param("user", user.id())
        .query((row, number) -> {
          OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
          return new Passkey(
              text(row.getBytes("credential_id")),
              row.getString("name"),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              used == null ? null : used.toInstant());
        })
        .list();
  }

  /**
   * The options with which the browser makes a passkey, as JSON: {@code
   * PublicKeyCredentialCreationOptions}.
   */
  public String creationOptions(User user, Browser browser) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("rp", Map.of("id", browser.domain(), "name", "naru"));
    options.put(
        "user", Map.of("id", handle(user), "name", user.email(), "displayName", user.name()));
    options.put("challenge", text(challenges.make(browser.secret())));
    options.put(
        "pubKeyCredParams",
        ALGORITHMS.stream()
            .map(each -> Map.of("type", "public-key", "alg", each.getAlg().getValue()))
            .toList());
    options.put(
        "excludeCredentials",
        of(user).stream().map(each -> Map.of("type", "public-key", "id", each.id())).toList());
    options.put(
        "authenticatorSelection",
        Map.of("residentKey", "required", "userVerification", "required"));
    options.put("attestation", "none");
    return JSON.writeValueAsString(options);
  }

  /**
   * The options with which the browser signs in, as JSON: {@code
   * PublicKeyCredentialRequestOptions}.
   */
  public String requestOptions(Browser browser) {
    return JSON.writeValueAsString(
        Map.of(
            "rpId",
            browser.domain(),
            "challenge",
            text(challenges.make(browser.secret())),
            "userVerification",
            "required"));
  }

  /**
   * Adds a passkey.
   *
   * @param answer the browser's answer to {@link #creationOptions}, as JSON
   * @return false if the answer proves nothing, the passkey is known already, or the user has
   *     {@value #MOST}
   */
  public boolean add(User user, Browser browser, String name, String answer) {
    try {
      RegistrationData data = webAuthn.parseRegistrationResponseJSON(answer);
      byte[] challenge = challengeOf(data.getCollectedClientData());
      if (!challenges.isOurs(challenge, browser.secret())) {
        return false;
      }
      webAuthn.verify(
          data, new RegistrationParameters(server(browser, challenge), ALGORITHMS, true, true));
      AuthenticatorData<?> device =
          Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
      AttestedCredentialData key = Objects.requireNonNull(device.getAttestedCredentialData());
      return challenges.use(challenge) && insert(user, name, key, device.getSignCount());
    } catch (WebAuthnException | NullPointerException unproved) {
      return false;
    }
  }

  private boolean insert(User user, String name, AttestedCredentialData key, long counter) {
    return db.sql(
                """
                insert into console_passkey
                       (credential_id, merchant_id, user_id, name, public_key, counter, created_at)
                select :id, :merchant, :user, :name, :key, :counter, :now
                 where (select count(*) from console_passkey
                         where merchant_id = :merchant and user_id = :user) < :most
                on conflict do nothing
                """)
            .param("id", key.getCredentialId())
            .param("merchant", user.merchantId())
            .param("user", user.id())
            .param("name", name)
            .param("key", PUBLIC_KEYS.convert(key))
            .param("counter", counter)
            .param("now", now())
            .param("most", MOST)
            .update()
        == 1;
  }

  /** Removes a passkey; false if the user has none with this id. */
  public boolean remove(User user, String id) {
    return bytes(id)
        .map(credential ->
            db.sql(
                        """
                        delete from console_passkey
                         where merchant_id = :merchant and user_id = :user and credential_id = :id
                        """)
                    .param("merchant", user.merchantId())
                    .param("user", user.id())
                    .param("id", credential)
                    .update()
                == 1)
        .orElse(false);
  }

  /** Removes all passkeys of a user. */
  public void removeAll(User user) {
    db.sql("delete from console_passkey where merchant_id = :merchant and user_id = :user")
        .param("merchant", user.merchantId())
        .param("user", user.id())
        .update();
  }

  private record Stored(long merchantId, UUID userId, byte[] publicKey, long counter) {}

  /**
   * The user who signs in with a passkey.
   *
   * @param answer the browser's answer to {@link #requestOptions}, as JSON
   * @return empty if the answer proves nothing, or the user is disabled
   */
  public Optional<User> signIn(Browser browser, String answer) {
    try {
      AuthenticationData data = webAuthn.parseAuthenticationResponseJSON(answer);
      byte[] challenge = challengeOf(data.getCollectedClientData());
      byte[] credentialId = idOf(data);
      Optional<Stored> stored = stored(credentialId);
      if (stored.isEmpty() || !challenges.isOurs(challenge, browser.secret())) {
        return Optional.empty();
      }
      webAuthn.verify(
          data,
          new AuthenticationParameters(
              server(browser, challenge), credential(stored.get()), null, true, true));
      long counter = Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
      if (!challenges.use(challenge) || !used(credentialId, counter)) {
        return Optional.empty();
      }
      return users
          .find(stored.get().merchantId(), stored.get().userId())
          .filter(user -> user.disabledAt() == null);
    } catch (WebAuthnException | NullPointerException unproved) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("NullAway") // its annotation says that a byte may be null, not the array
  private static byte[] idOf(AuthenticationData data) {
    return Objects.requireNonNull(data.getCredentialId());
  }

  private Optional<Stored> stored(byte[] credentialId) {
    return db.sql(
            """
            select merchant_id, user_id, public_key, counter from console_passkey
             where credential_id = :id
            """)
        .param("id", credentialId)
        .query((row, number) ->
            new Stored(
                row.getLong("merchant_id"),
                row.getObject("user_id", UUID.class),
                row.getBytes("public_key"),
                row.getLong("counter")))
        .optional();
  }

  private static CredentialRecord credential(Stored stored) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        null,
        null,
        null,
        stored.counter(),
        PUBLIC_KEYS.convert(stored.publicKey()),
        null,
        null,
        null,
        null);
  }

  /**
   * Records a use; false if the device's counter didn't grow, since then a copy of the device may
   * be in use.
   */
  private boolean used(byte[] credentialId, long counter) {
    return db.sql(
                """
                update console_passkey set counter = :counter, used_at = :now
                 where credential_id = :id and (counter < :counter or counter = 0)
                """)
            .param("counter", counter)
            .param("now", now())
            .param("id", credentialId)
            .update()
        == 1;
  }

  private static ServerProperty server(Browser browser, byte[] challenge) {
    return ServerProperty.builder()
        .origin(new Origin(browser.origin()))
        .rpId(browser.domain())
        .challenge(new DefaultChallenge(challenge))
        .build();
  }

  private static byte[] challengeOf(@Nullable CollectedClientData client) {
    return Objects.requireNonNull(client).getChallenge().getValue();
  }

  /** The user's id in the form that the device stores; it says nothing about who the user is. */
  private static String handle(User user) {
    return text(
        ByteBuffer.allocate(16)
            .putLong(user.id().getMostSignificantBits())
            .putLong(user.id().getLeastSignificantBits())
            .array());
  }

  private OffsetDateTime now() {
    return time.instant().atOffset(ZoneOffset.UTC);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text.getBytes(UTF_8)));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}

package dev.naru.hub.user;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.naru.hub.vault.Vault;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service outside the hub through which the console's users sign in (OpenID Connect,
 * authorization code with PKCE). The service confirms a person's email address; the hub decides who
 * may sign in, and with which role. Thread-safe.
 */
public final class OpenIdProvider {

  private static final Logger LOG = LoggerFactory.getLogger(OpenIdProvider.class);
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int CONNECT_MS = 3_000;
  private static final int READ_MS = 10_000;
  private static final String CONTEXT = "console.openid-state";
  private static final String SEPARATOR = "\n";

  private final Settings settings;
  private final Vault vault;
  private final InstantSource time;
  private volatile @Nullable OIDCProviderMetadata known;

  OpenIdProvider(Settings settings, Vault vault, InstantSource time) {
    this.settings = settings;
    this.vault = vault;
    this.time = time;
  }

  /**
   * The service's address, and the hub's credentials there.
   *
   * @param issuer empty if no service is used
   */
  record Settings(String issuer, String clientId, String clientSecret) {

    @Override
    public String toString() {
      return "Settings[" + issuer + ", " + clientId + "]";
    }
  }

  /**
   * A person who signed in at the service.
   *
   * @param to the page that is shown afterwards
   */
  public record SignedIn(String email, String to) {}

  /** The service can't be reached, or its answer can't be used. */
  public static final class UnavailableException extends Exception {
    UnavailableException(Throwable cause) {
      super("the OpenID provider can't be used: " + cause.getMessage(), cause);
    }
  }

  /** Whether a service is configured. */
  public boolean isSet() {
    return !settings.issuer().isEmpty();
  }

  /** The service's host, as a name for people. */
  public String name() {
    String host = URI.create(settings.issuer()).getHost();
    return host == null ? settings.issuer() : host;
  }

  /**
   * The address at the service to which the browser goes to sign in.
   *
   * @param callback the hub's address to which the service sends the browser back
   * @param browser a secret that only this browser's requests carry
   * @param to the page that is shown afterwards
   */
  public URI begin(URI callback, String browser, String to) throws UnavailableException {
    CodeVerifier verifier = new CodeVerifier();
    Nonce nonce = new Nonce();
    String state =
        String.join(
            SEPARATOR,
            nonce.getValue(),
            verifier.getValue(),
            String.valueOf(time.instant().plus(LIFETIME).getEpochSecond()),
            browser,
            to);
    String sealed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(vault.seal(state.getBytes(StandardCharsets.UTF_8), CONTEXT));
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE),
            new Scope("openid", "email"),
            new ClientID(settings.clientId()),
            callback)
        .endpointURI(metadata().getAuthorizationEndpointURI())
        .state(new State(sealed))
        .nonce(nonce)
        .codeChallenge(verifier, CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Reads who has signed in from the request that comes back.
   *
   * @param callback the same as for {@link #begin}
   * @param browser the same as for {@link #begin}
   * @param code the request's parameter of this name
   * @param state the request's parameter of this name
   * @return empty if the parameters prove nothing, or the service hasn't verified the email
   */
  public Optional<SignedIn> end(URI callback, String browser, String code, String state)
      throws UnavailableException {
    Optional<List<String>> begun = opened(state);
    if (begun.isEmpty() || code.isEmpty() || !begun.get().get(3).equals(browser)) {
      return Optional.empty();
    }
    List<String> parts = begun.get();
    OIDCProviderMetadata provider = metadata();
    try {
      HTTPRequest request =
          new TokenRequest.Builder(
                  provider.getTokenEndpointURI(),
                  new ClientSecretBasic(
                      new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                  new AuthorizationCodeGrant(
                      new AuthorizationCode(code), callback, new CodeVerifier(parts.get(1))))
              .build()
              .toHTTPRequest();
      request.setConnectTimeout(CONNECT_MS);
      request.setReadTimeout(READ_MS);
      TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
      if (!(answer instanceof OIDCTokenResponse right)) {
        LOG.info(
            "the OpenID provider refused a code: {}", answer.toErrorResponse().getErrorObject());
        return Optional.empty();
      }
      IDTokenClaimsSet claims =
          validator(provider).validate(right.getOIDCTokens().getIDToken(), new Nonce(parts.get(0)));
      String email = claims.getStringClaim("email");
      boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
      return email == null || !verified
          ? Optional.empty()
          : Optional.of(new SignedIn(email, parts.get(4)));
    } catch (BadJOSEException | JOSEException forged) {
      LOG.warn("the OpenID provider's token is wrong: {}", forged.getMessage());
      return Optional.empty();
    } catch (IOException | GeneralException away) {
      throw new UnavailableException(away);
    }
  }

  private Optional<List<String>> opened(String state) {
    try {
      byte[] text = vault.open(Base64.getUrlDecoder().decode(state), CONTEXT);
      List<String> parts = List.of(new String(text, StandardCharsets.UTF_8).split(SEPARATOR, 5));
      return Instant.ofEpochSecond(Long.parseLong(parts.get(2))).isAfter(time.instant())
          ? Optional.of(parts)
          : Optional.empty();
    } catch (IllegalArgumentException | Vault.VaultException forged) {
      return Optional.empty();
    }
  }

  private IDTokenValidator validator(OIDCProviderMetadata provider) throws MalformedURLException {
    List<JWSAlgorithm> offered = provider.getIDTokenJWSAlgs();
    JWSAlgorithm algorithm =
        offered == null || offered.contains(JWSAlgorithm.RS256)
            ? JWSAlgorithm.RS256
            : JWSAlgorithm.ES256;
    return new IDTokenValidator(
        provider.getIssuer(),
        new ClientID(settings.clientId()),
        algorithm,
        provider.getJWKSetURI().toURL(),
        new DefaultResourceRetriever(CONNECT_MS, READ_MS, 100_000));
  }

  /**
   * The service's metadata, read when it is first needed, so that the hub starts while the service
   * is away.
   */
  private OIDCProviderMetadata metadata() throws UnavailableException {
    OIDCProviderMetadata found = known;
    if (found == null) {
      try {
        found = OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), CONNECT_MS, READ_MS);
      } catch (IOException | GeneralException away) {
        throw new UnavailableException(away);
      }
      known = found;
    }
    return found;
  }
}

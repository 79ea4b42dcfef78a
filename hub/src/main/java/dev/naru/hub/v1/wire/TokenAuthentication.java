package dev.naru.hub.v1.wire;

import dev.naru.hub.log.LogFields;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.merchant.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds a request's access token and the merchant that it belongs to (spec/rest-api.md §1.2). */
final class TokenAuthentication {

  private static final String BEARER = "Bearer ";
  private static final String PARAM = "_token";

  private final Tokens tokens;
  private final Tiers tiers;

  TokenAuthentication(Tokens tokens, Tiers tiers) {
    this.tokens = tokens;
    this.tiers = tiers;
  }

  /**
   * The merchant whose access token came with the request. The token is looked for in {@code
   * Authorization}, then in {@code X-ImpTokenHeader}, then in the parameter {@code _token}; only
   * the first one that is present counts.
   *
   * <p>If the header {@code Tier} is present, the result is the agency's sub-merchant of that code.
   *
   * @throws ApiException 401 when there is no valid token; 404 when the token's merchant has no
   *     such sub-merchant
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Merchant merchantOf(HttpServletRequest request) throws IOException {
    String inHeader = header(request, "Authorization");
    if (inHeader != null) {
      inHeader = withoutScheme(inHeader);
    } else {
      inHeader = header(request, "X-ImpTokenHeader");
    }
    Merchant merchant = inHeader != null ? byToken(inHeader) : byParam(request);
    String tier = header(request, "Tier");
    Merchant caller = tier == null ? merchant : member(merchant, tier);
    LogFields.merchant(caller.userCode());
    CallNotes.merchant(request, caller.id());
    return caller;
  }

  /** The sub-merchant of an agency; the call is then carried out as that merchant. */
  private Merchant member(Merchant agency, String code) {
    return tiers
        .find(agency.id(), code)
        .map(Tiers.Tier::member)
        .orElseThrow(() -> new ApiException(ApiResponse.notFound(ApiTexts.UNKNOWN_TIER)));
  }

  /**
   * The merchant of a token in a parameter. Addresses end up in logs, so such a token counts only
   * if the merchant's settings allow it.
   */
  private Merchant byParam(HttpServletRequest request) throws IOException {
    String token = Params.ofQuery(request).text(PARAM);
    if (token == null) {
      String type = request.getContentType();
      if (type == null || !type.toLowerCase(Locale.ROOT).contains("x-www-form")) {
        throw unauthorized();
      }
      token = V1Arguments.paramsOf(request).text(PARAM);
    }
    if (token == null) {
      throw unauthorized();
    }
    Merchant merchant = byToken(token);
    if (!merchant.settings().is(Setting.API_ALLOW_TOKEN_PARAM)) {
      throw unauthorized();
    }
    return merchant;
  }

  private Merchant byToken(String token) {
    return tokens.authenticate(token).orElseThrow(TokenAuthentication::unauthorized);
  }

  private static String withoutScheme(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : authorization;
  }

  private static @Nullable String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static ApiException unauthorized() {
    return new ApiException(ApiResponse.error(401, ApiTexts.UNAUTHORIZED));
  }
}

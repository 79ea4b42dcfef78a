package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who is calling: finds the access token and its merchant (spec/rest-api.md §1.2). */
final class Caller {

  private static final String BEARER = "Bearer ";
  private static final String PARAM = "_token";

  private final Tokens tokens;

  Caller(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The merchant whose token came along; the first carrier that is there decides.
   *
   * @throws Refusal 401 without a good token; 404 for a tier that doesn't exist
   */
  Merchant of(HttpServletRequest request) throws IOException {
    String inHeader = header(request, "Authorization");
    if (inHeader != null) {
      inHeader = withoutScheme(inHeader);
    } else {
      inHeader = header(request, "X-ImpTokenHeader");
    }
    Merchant merchant = inHeader != null ? byToken(inHeader) : byParam(request);
    if (header(request, "Tier") != null) {
      throw new Refusal(Answer.notFound(Texts.UNKNOWN_TIER));
    }
    return merchant;
  }

  /** A token in an address ends up in logs, so only who set it so may send it there. */
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
    return tokens.authenticate(token).orElseThrow(Caller::unauthorized);
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

  private static Refusal unauthorized() {
    return new Refusal(Answer.error(401, Texts.UNAUTHORIZED));
  }
}

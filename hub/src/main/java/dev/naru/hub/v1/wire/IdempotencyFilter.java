package dev.naru.hub.v1.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.idempotency.IdempotentRequests;
import dev.naru.hub.idempotency.IdempotentRequests.Answer;
import dev.naru.hub.idempotency.IdempotentRequests.Known;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives a POST with the header {@code Idempotency-Key} one effect and one answer for 24 hours,
 * however often it is sent (G13, spec/rest-api.md §1.11). A request without the header passes.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

  static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * The path of a call that has no token to name its merchant, and that answers the same when
   * repeated.
   */
  private static final String NEEDS_NO_KEY = "/users/getToken";

  private final TokenAuthentication authentication;
  private final IdempotentRequests requests;

  IdempotencyFilter(TokenAuthentication authentication, IdempotentRequests requests) {
    this.authentication = authentication;
    this.requests = requests;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HEADER) == null
        || !request.getMethod().equals("POST")
        || !V1Paths.isOurs(request.getRequestURI())
        || request.getRequestURI().startsWith(NEEDS_NO_KEY);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    BufferedRequest buffered = new BufferedRequest(request, BodyReader.bytes(request));
    long merchantId = authentication.merchantOf(buffered).id();
    String key = request.getHeader(HEADER).strip();
    // If there were two keys, a proxy in between could go by the other one.
    if (!KEY.matcher(key).matches() || Collections.list(request.getHeaders(HEADER)).size() > 1) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.BAD_IDEMPOTENCY_KEY));
    }
    switch (requests.begin(merchantId, key, identity(buffered))) {
      case Known.First() -> carryOut(merchantId, key, buffered, response, chain);
      case Known.Answered(Answer answer) -> {
        CallNotes.answered(request, answer.body());
        Envelope.send(response, answer.status(), answer.body());
      }
      case Known.UnderWay() ->
          Envelope.send(request, response, ApiResponse.error(409, ApiTexts.IDEMPOTENT_UNDER_WAY));
      case Known.AnotherRequest() ->
          Envelope.send(request, response, ApiResponse.error(422, ApiTexts.IDEMPOTENT_ANOTHER));
    }
  }

  /**
   * If an exception escapes, or the answer can't be stored, the key stays under way: what the
   * request did is not known here, so it must not be carried out again.
   */
  private void carryOut(
      long merchantId,
      String key,
      BufferedRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var buffered = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, buffered);
    if (hadNoEffect(request, buffered.getStatus())) {
      requests.forget(merchantId, key);
    } else if (buffered.getStatus() != 503) {
      requests.end(
          merchantId, key, new Answer(buffered.getStatus(), buffered.getContentAsByteArray()));
    }
    buffered.copyBodyToResponse();
  }

  /**
   * Whether the request was refused without any effect and may be repeated, for example because the
   * PG was never reached.
   */
  private static boolean hadNoEffect(HttpServletRequest request, int status) {
    Object exception = request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
    return status == 429
        || (status == 503 && (exception == null || exception instanceof ApiException));
  }

  private static byte[] identity(BufferedRequest request) throws IOException {
    var identity = new ByteArrayOutputStream();
    for (@Nullable String part :
        new @Nullable String[] {
          request.getRequestURI(), request.getQueryString(), request.getHeader("Tier")
        }) {
      identity.write((part == null ? "" : part).getBytes(UTF_8));
      identity.write('\n');
    }
    identity.write(request.body());
    return identity.toByteArray();
  }
}

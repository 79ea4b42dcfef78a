package dev.naru.hub.v1.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** The outermost filter: it answers an exception of any other filter in V1's envelope too. */
final class V1Filter extends OncePerRequestFilter {

  /**
   * Matches a broken escape. Jetty refuses it in a path, but lets it pass in a path's parameters,
   * where Spring fails.
   */
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final V1Errors errors;
  private final MerchantPlaces places;
  private final CallNotes notes;

  V1Filter(V1Errors errors, MerchantPlaces places, CallNotes notes) {
    this.errors = errors;
    this.places = places;
    this.notes = notes;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !isBroken(request) && !V1Paths.isOurs(withOneSlash(request.getRequestURI()));
  }

  private static boolean isBroken(HttpServletRequest request) {
    return BROKEN_ESCAPE.matcher(request.getRequestURI()).find();
  }

  /**
   * The path with one slash at its beginning. A client whose base address ends in a slash sends
   * {@code //users/getToken}.
   */
  private static String withOneSlash(String path) {
    int start = 0;
    while (path.startsWith("//", start)) {
      start++;
    }
    return path.substring(start);
  }

  private static HttpServletRequest withOneSlash(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("//")
        ? request
        : new HttpServletRequestWrapper(request) {
          @Override
          public String getRequestURI() {
            return withOneSlash(super.getRequestURI());
          }

          @Override
          public String getServletPath() {
            return withOneSlash(super.getServletPath());
          }
        };
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isBroken(request)) {
      Envelope.send(response, ApiResponse.badRequest(ApiTexts.BROKEN_PATH));
      return;
    }
    if (request.getMethod().equals("TRACE")) { // a TRACE response would repeat the token
      Envelope.send(response, ApiResponse.methodNotAllowed("GET, POST"));
      return;
    }
    long begun = System.nanoTime();
    try {
      chain.doFilter(withOneSlash(request), response);
    } catch (ServletException | IOException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.reset();
      Envelope.send(request, response, errors.responseTo(e, request));
      return;
    } finally {
      places.leave(request);
      notes.keep(request, response.getStatus(), System.nanoTime() - begun);
    }
    // Spring answers OPTIONS by itself with an empty 200; V1 has neither that method nor CORS.
    if (request.getMethod().equals("OPTIONS")
        && response.getStatus() == 200
        && !response.isCommitted()) {
      Envelope.send(response, ApiResponse.error(405, ApiTexts.ofStatus(405)));
    }
  }
}

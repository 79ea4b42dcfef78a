package dev.naru.hub.v1;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** The outermost filter: what goes wrong in any other one is answered in the envelope too. */
final class V1Filter extends OncePerRequestFilter {

  private final V1Errors errors;

  V1Filter(V1Errors errors) {
    this.errors = errors;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !V1Paths.isOurs(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getMethod().equals("TRACE")) { // would echo the token
      Envelope.send(response, Answer.error(405, Texts.ofStatus(405)).with("Allow", "GET, POST"));
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.reset();
      Envelope.send(response, errors.answerTo(e, request));
      return;
    }
    // Spring answers OPTIONS by itself, without a body; V1 knows no such method (and no CORS).
    if (request.getMethod().equals("OPTIONS")
        && response.getStatus() == 200
        && !response.isCommitted()) {
      Envelope.send(response, Answer.error(405, Texts.ofStatus(405)));
    }
  }
}

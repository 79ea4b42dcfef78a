package dev.naru.hub.checkout;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Logs what goes wrong on the buyer's pages. Jetty would log the whole address, and with it the
 * token that opens the session (G26).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CheckoutErrors extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(CheckoutErrors.class);
  private static final String CHECKOUT = "/checkout/";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith(CHECKOUT);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      LOG.error("error {} at {} {}", id, request.getMethod(), withoutToken(request), e);
      if (!response.isCommitted()) {
        response.reset();
        boolean away = isDatabaseAway(e);
        if (away) {
          response.setHeader("Retry-After", "1");
        }
        response.sendError(away ? 503 : 500);
      }
    }
  }

  private static String withoutToken(HttpServletRequest request) {
    String path = request.getRequestURI();
    int end = path.indexOf('/', CHECKOUT.length());
    return end < 0 ? CHECKOUT + "…" : CHECKOUT + "…" + path.substring(end);
  }

  private static boolean isDatabaseAway(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof CannotCreateTransactionException) {
        return true;
      }
    }
    return false;
  }
}

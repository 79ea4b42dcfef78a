package dev.naru.hub.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Turns the exception that ended a request to the console into a page. The page shows nothing of
 * the hub's internals; an unexpected exception is logged under a number, which the page shows.
 */
final class ConsoleErrors implements HandlerExceptionResolver, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleErrors.class);

  private final ConsolePages pages;

  ConsoleErrors(ConsolePages pages) {
    this.pages = pages;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception) {
    if (!AccessCheck.isVisit(request) || response.isCommitted()) {
      return null;
    }
    try {
      answer(request, response, exception);
    } catch (IOException e) {
      LOG.debug("the caller left before the response", e);
    }
    return new ModelAndView();
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Exception error)
      throws IOException {
    int status = 500;
    String what = "failed";
    String id = "";
    if (isDatabaseAway(error)) {
      LOG.warn("the database is away: {}", error.toString());
      response.setHeader("Retry-After", "1");
      status = 503;
      what = "away";
    } else if (error instanceof ErrorResponse known && known.getStatusCode().value() != 500) {
      status = known.getStatusCode().value();
      what = "unknown";
    } else {
      id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      LOG.error("error {} at {} {}", id, request.getMethod(), request.getRequestURI(), error);
    }
    response.resetBuffer();
    ConsolePages.write(
        response,
        pages.page(
            HttpStatusCode.valueOf(status),
            AccessCheck.visitOf(request),
            "trouble",
            Map.of("what", what, "reference", id)));
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

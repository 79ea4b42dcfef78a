package dev.naru.hub.v1.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Turns the exception that ended a V1 request into a response. The response shows nothing of the
 * hub's internals. An unexpected exception is logged under a random number, and the response tells
 * the caller that number.
 */
final class V1Errors implements HandlerExceptionResolver, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(V1Errors.class);

  private final TokenAuthentication authentication;

  V1Errors(TokenAuthentication authentication) {
    this.authentication = authentication;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception) {
    boolean ours =
        handler instanceof HandlerMethod method
            ? V1Paths.isOurs(method.getBeanType())
            : V1Paths.isOurs(request.getRequestURI());
    if (!ours || response.isCommitted()) {
      return null;
    }
    try {
      // Spring takes an unknown path for a static file, and a static file refuses a POST with 405;
      // but the path is unknown whatever the method is, so V1 answers 404.
      ApiResponse sent =
          handler instanceof ResourceHttpRequestHandler
              ? responseOnUnknownPath(request)
              : responseTo(exception, request);
      response.resetBuffer();
      Envelope.send(request, response, sent);
    } catch (IOException e) {
      LOG.debug("the caller left before the response", e);
    }
    return new ModelAndView();
  }

  /**
   * The response on an unknown path: a caller without a valid token doesn't learn which paths exist
   * (spec/rest-api.md §1.1).
   */
  private ApiResponse responseOnUnknownPath(HttpServletRequest request) {
    try {
      authentication.merchantOf(request);
      return ApiResponse.notFound(ApiTexts.ofStatus(404));
    } catch (IOException | RuntimeException e) {
      return responseTo(e, request);
    }
  }

  /** The response to an exception; a known cause anywhere in its chain decides. */
  ApiResponse responseTo(Throwable error, HttpServletRequest request) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      ApiResponse known = responseToKnown(cause);
      if (known != null) {
        return known;
      }
    }
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.error("error {} at {} {}", id, request.getMethod(), request.getRequestURI(), error);
    return ApiResponse.error(500, ApiTexts.internal(id));
  }

  private static @Nullable ApiResponse responseToKnown(Throwable error) {
    return switch (error) {
      case ApiException known -> known.response();
      case HttpRequestMethodNotSupportedException wrong -> {
        String[] allowed = wrong.getSupportedMethods();
        yield allowed == null
            ? ApiResponse.error(405, ApiTexts.ofStatus(405))
            : ApiResponse.methodNotAllowed(String.join(", ", allowed));
      }
      case MultipartException _ -> ApiResponse.error(415, ApiTexts.ofStatus(415));
      case ErrorResponse known -> ofStatus(known.getStatusCode().value());
      case EofException _ -> ofStatus(400);
      case TimeoutException _ -> ofStatus(408);
      case HttpException known -> ofStatus(known.getCode());
      case TransientDataAccessException _,
          DataAccessResourceFailureException _,
          CannotCreateTransactionException _ -> {
        LOG.warn("the database is away: {}", error.toString());
        yield ofStatus(503);
      }
      default -> null;
    };
  }

  private static @Nullable ApiResponse ofStatus(int status) {
    return status >= 400 && status != 500
        ? ApiResponse.error(status, ApiTexts.ofStatus(status))
        : null;
  }
}

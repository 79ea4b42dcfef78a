package dev.naru.hub.v1;

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
 * Turns whatever ends a V1 request early into an answer. Nothing of the inside shows; what nobody
 * expected is logged under a number that the caller is told.
 */
final class V1Errors implements HandlerExceptionResolver, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(V1Errors.class);

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
      // Static files know GET only: a POST to an unknown path is unknown before it is wrong.
      Answer answer =
          handler instanceof ResourceHttpRequestHandler
              ? Answer.notFound(Texts.ofStatus(404))
              : answerTo(exception, request);
      response.resetBuffer();
      Envelope.send(response, answer);
    } catch (IOException e) {
      LOG.debug("the caller left before the answer", e);
    }
    return new ModelAndView();
  }

  Answer answerTo(Throwable error, HttpServletRequest request) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      Answer answer = knownAnswerTo(cause);
      if (answer != null) {
        return answer;
      }
    }
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.error("error {} at {} {}", id, request.getMethod(), request.getRequestURI(), error);
    return Answer.error(500, Texts.internal(id));
  }

  private static @Nullable Answer knownAnswerTo(Throwable error) {
    return switch (error) {
      case Refusal refusal -> refusal.answer();
      case HttpRequestMethodNotSupportedException wrong -> {
        String[] allowed = wrong.getSupportedMethods();
        Answer answer = Answer.error(405, Texts.ofStatus(405));
        yield allowed == null ? answer : answer.with("Allow", String.join(", ", allowed));
      }
      case MultipartException _ -> Answer.error(415, Texts.ofStatus(415));
      case ErrorResponse known -> ofStatus(known.getStatusCode().value());
      case EofException _ -> ofStatus(400);
      case TimeoutException _ -> ofStatus(408);
      case HttpException known -> ofStatus(known.getCode());
      case TransientDataAccessException _,
          DataAccessResourceFailureException _,
          CannotCreateTransactionException _ -> {
        LOG.warn("the database isn't there: {}", error.toString());
        yield ofStatus(503);
      }
      default -> null;
    };
  }

  private static @Nullable Answer ofStatus(int status) {
    return status >= 400 && status != 500 ? Answer.error(status, Texts.ofStatus(status)) : null;
  }
}

package dev.naru.hub.log;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives every request a trace id for the log: the one in the header {@code traceparent} (W3C Trace
 * Context), or a new one. Where a collector is configured, the request also becomes a span of that
 * trace.
 */
final class TraceFilter extends OncePerRequestFilter {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private final Traces traces;
  private final RandomGenerator random;

  TraceFilter(Traces traces, RandomGenerator random) {
    this.traces = traces;
    this.random = random;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String traceparent = request.getHeader("traceparent");
    try (Traces.Span span = traces.incoming(request.getMethod(), traceparent)) {
      String recorded = span.traceId();
      MDC.put(LogFields.TRACE, recorded == null ? traceId(traceparent) : recorded);
      try {
        chain.doFilter(request, response);
      } finally {
        describe(span, request, response);
        MDC.remove(LogFields.TRACE);
        MDC.remove(LogFields.MERCHANT);
      }
    }
  }

  /**
   * Describes the span by the route and never by the address, which can hold tokens and payment
   * numbers.
   */
  private static void describe(
      Traces.Span span, HttpServletRequest request, HttpServletResponse response) {
    span.with("http.request.method", request.getMethod())
        .with("http.response.status_code", response.getStatus());
    if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String it) {
      span.named(request.getMethod() + " " + it).with("http.route", it);
    }
    String merchant = MDC.get(LogFields.MERCHANT);
    if (merchant != null) {
      span.with("naru.merchant", merchant);
    }
    if (response.getStatus() >= 500) {
      span.failed("HTTP " + response.getStatus());
    }
  }

  String traceId(@Nullable String traceparent) {
    Matcher header = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    if (header.matches()) {
      return header.group(1);
    }
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}

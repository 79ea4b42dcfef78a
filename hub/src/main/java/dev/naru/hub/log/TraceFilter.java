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

/**
 * Gives every request a trace id for the log: that of the header {@code traceparent} (W3C Trace
 * Context), or one of its own.
 */
final class TraceFilter extends OncePerRequestFilter {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private final RandomGenerator random;

  TraceFilter(RandomGenerator random) {
    this.random = random;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    MDC.put(LogFields.TRACE, traceId(request.getHeader("traceparent")));
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(LogFields.TRACE);
      MDC.remove(LogFields.MERCHANT);
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

package dev.naru.hub.v1.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.naru.hub.requestlog.ApiRequest;
import dev.naru.hub.requestlog.RequestLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes on a request, for the request log, which merchant sent it and what was answered. A call
 * without a valid token belongs to nobody, and isn't logged.
 */
final class CallNotes {

  private static final String MERCHANT = CallNotes.class.getName() + ".merchant";
  private static final String CODE = CallNotes.class.getName() + ".code";
  private static final String PAYMENT = CallNotes.class.getName() + ".payment";

  private static final Pattern IN_ANSWER = Pattern.compile("\"imp_uid\":\"(imp_[0-9]{1,30})\"");
  private static final Pattern IN_PATH = Pattern.compile("/(imp_[0-9]{1,30})(?=/|$)");
  private static final Pattern CODE_IN_ANSWER = Pattern.compile("^\\{\"code\":(-?[0-9]{1,4}),");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{4,}");
  private static final int LONGEST_PATH = 120;

  /**
   * How many bytes of an answer are searched for the payment number, which stands at its beginning.
   */
  private static final int LOOKED_AT = 2_000;

  private final RequestLog log;
  private final InstantSource time;

  CallNotes(RequestLog log, InstantSource time) {
    this.log = log;
    this.time = time;
  }

  static void merchant(HttpServletRequest request, long merchantId) {
    request.setAttribute(MERCHANT, merchantId);
  }

  /** Notes V1's code, and the payment that the answer is about. */
  static void answered(HttpServletRequest request, byte[] envelope) {
    String begin = new String(envelope, 0, Math.min(envelope.length, LOOKED_AT), ISO_8859_1);
    Matcher code = CODE_IN_ANSWER.matcher(begin);
    if (code.find()) {
      request.setAttribute(CODE, Integer.valueOf(code.group(1)));
    }
    Matcher payment = IN_ANSWER.matcher(begin);
    if (begin.contains("\"response\":{") && !begin.contains("\"list\":[") && payment.find()) {
      request.setAttribute(PAYMENT, payment.group(1));
    }
  }

  /** Puts an answered call into the request log. */
  void keep(HttpServletRequest request, int status, long tookNanos) {
    if (!(request.getAttribute(MERCHANT) instanceof Long merchantId)) {
      return;
    }
    String raw = request.getRequestURI();
    Matcher inPath = IN_PATH.matcher(raw);
    Object noted = request.getAttribute(PAYMENT);
    log.add(
        new ApiRequest(
            merchantId,
            time.instant().minusNanos(tookNanos),
            request.getMethod(),
            route(request, raw),
            status,
            request.getAttribute(CODE) instanceof Integer code ? code : null,
            noted instanceof String payment ? payment : inPath.find() ? inPath.group(1) : null,
            (int) Math.min(Integer.MAX_VALUE, Duration.ofNanos(tookNanos).toMillis())));
  }

  /**
   * The route for the log. A route's variables may identify a customer, and so may numbers in an
   * unknown path, which are masked.
   */
  private static String route(HttpServletRequest request, String raw) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (pattern instanceof String route && !route.equals("/**")) {
      return route;
    }
    String masked = NUMBERS.matcher(raw).replaceAll("…");
    return masked.length() > LONGEST_PATH ? masked.substring(0, LONGEST_PATH) : masked;
  }
}

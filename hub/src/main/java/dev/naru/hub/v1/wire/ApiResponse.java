package dev.naru.hub.v1.wire;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response of the V1 API (spec/rest-api.md §1.4, §1.5).
 *
 * @param status the HTTP status
 * @param code 0 when the call succeeded, 1 when the hub refused it, -1 when it failed
 * @param message the text of {@code message}; null only with code 0, because clients dereference it
 *     for every other code
 * @param response the body's {@code response}; null unless the call succeeded
 * @param headers further HTTP headers
 */
public record ApiResponse(
    int status,
    int code,
    @Nullable String message,
    @Nullable WritesJson response,
    Map<String, String> headers) {

  /** The call succeeded: HTTP 200, code 0. */
  public static ApiResponse ok(WritesJson response) {
    return new ApiResponse(200, 0, null, response, Map.of());
  }

  /** Some of the requested things were found, and some were not: HTTP 207, code 0. */
  public static ApiResponse partly(WritesJson response) {
    return new ApiResponse(207, 0, null, response, Map.of());
  }

  /** The hub refuses the call: HTTP 200, code 1. */
  public static ApiResponse refused(String message) {
    return new ApiResponse(200, 1, message, null, Map.of());
  }

  /** The PG has refused, or its answer isn't known yet: HTTP 200, code -1. */
  public static ApiResponse failed(String message) {
    return new ApiResponse(200, -1, message, null, Map.of());
  }

  /** An error that the HTTP status tells: code -1, with the headers that some statuses need. */
  public static ApiResponse error(int status, String message) {
    Map<String, String> headers =
        switch (status) {
          case 401 -> Map.of("WWW-Authenticate", "iamport");
          case 429, 503 -> Map.of("Retry-After", "1");
          default -> Map.of();
        };
    return new ApiResponse(status, -1, message, null, headers);
  }

  /**
   * HTTP 429, code -1: the caller has tried too often (G38).
   *
   * @param retryAfter how long until another try makes sense; sent in whole seconds, at least one
   */
  public static ApiResponse tooMany(String message, Duration retryAfter) {
    return error(429, message)
        .with("Retry-After", String.valueOf(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
  }

  /** HTTP 400, code -1. */
  public static ApiResponse badRequest(String message) {
    return error(400, message);
  }

  /** HTTP 404, code -1. */
  public static ApiResponse notFound(String message) {
    return error(404, message);
  }

  /** HTTP 405, code -1, with the methods that the path supports. */
  public static ApiResponse methodNotAllowed(String allowed) {
    return error(405, ApiTexts.ofStatus(405)).with("Allow", allowed);
  }

  /** The same response with this header in place of the headers that it had. */
  private ApiResponse with(String header, String value) {
    return new ApiResponse(status, code, message, response, Map.of(header, value));
  }
}

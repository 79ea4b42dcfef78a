package dev.naru.hub.v1;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the caller (spec/rest-api.md §1.4, §1.5).
 *
 * @param code 0 done, 1 refused by the hub, -1 failed
 * @param message null only for code 0: clients dereference it otherwise
 */
record Answer(
    int status,
    int code,
    @Nullable String message,
    @Nullable Json response,
    Map<String, String> headers) {

  static Answer ok(Json response) {
    return new Answer(200, 0, null, response, Map.of());
  }

  /** A multi look-up that found some and missed some. */
  static Answer partly(Json response) {
    return new Answer(207, 0, null, response, Map.of());
  }

  /** The hub says no. */
  static Answer refused(String message) {
    return new Answer(200, 1, message, null, Map.of());
  }

  /** The PG says no, or hasn't said. */
  static Answer failed(String message) {
    return new Answer(200, -1, message, null, Map.of());
  }

  static Answer error(int status, String message) {
    Map<String, String> headers =
        switch (status) {
          case 401 -> Map.of("WWW-Authenticate", "iamport");
          case 503 -> Map.of("Retry-After", "1");
          default -> Map.of();
        };
    return new Answer(status, -1, message, null, headers);
  }

  static Answer badRequest(String message) {
    return error(400, message);
  }

  static Answer notFound(String message) {
    return error(404, message);
  }

  Answer with(String header, String value) {
    return new Answer(status, code, message, response, Map.of(header, value));
  }
}

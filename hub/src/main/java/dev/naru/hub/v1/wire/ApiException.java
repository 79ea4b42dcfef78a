package dev.naru.hub.v1.wire;

/**
 * Ends a V1 request early with a response. It has no stack trace, because callers' mistakes are
 * everyday events and not the hub's errors.
 */
public final class ApiException extends RuntimeException {

  private final transient ApiResponse response;

  /** An exception that {@link V1Errors} answers with this response. */
  public ApiException(ApiResponse response) {
    super(response.message(), null, false, false);
    this.response = response;
  }

  ApiResponse response() {
    return response;
  }
}

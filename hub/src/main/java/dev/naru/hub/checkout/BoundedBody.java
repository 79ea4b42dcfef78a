package dev.naru.hub.checkout;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** A request's body, read as bytes before the container takes it for a form. */
final class BoundedBody {

  private BoundedBody() {}

  /** Empty when there is more than {@code maxBytes}. */
  static Optional<byte[]> read(HttpServletRequest request, int maxBytes) throws IOException {
    if (request.getContentLengthLong() > maxBytes) {
      return Optional.empty();
    }
    byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
    return body.length > maxBytes ? Optional.empty() : Optional.of(body);
  }
}

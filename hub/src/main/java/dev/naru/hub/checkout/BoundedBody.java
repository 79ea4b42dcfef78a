package dev.naru.hub.checkout;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A request's body, read as bytes before the container takes it for a form. */
final class BoundedBody {

  private BoundedBody() {}

  /** Empty when there is more than {@code maxBytes}. */
  static Optional<byte[]> read(HttpServletRequest request, int maxBytes) throws IOException {
    InputStream in = request.getInputStream();
    byte[] body = in.readNBytes(maxBytes + 1);
    if (body.length <= maxBytes) {
      return Optional.of(body);
    }
    // A client that is still writing reads no answer: hear it out, within reason.
    in.readNBytes(maxBytes);
    return Optional.empty();
  }
}

package dev.naru.hub.checkout;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a request's body as bytes, before the servlet container decodes it as a form. */
final class BoundedBody {

  private BoundedBody() {}

  /** The body; empty when it is longer than {@code maxBytes}. */
  static Optional<byte[]> read(HttpServletRequest request, int maxBytes) throws IOException {
    InputStream in = request.getInputStream();
    byte[] body = in.readNBytes(maxBytes + 1);
    if (body.length <= maxBytes) {
      return Optional.of(body);
    }
    // A client that is still sending reads no response, so as much again is read and dropped.
    in.readNBytes(maxBytes);
    return Optional.empty();
  }
}

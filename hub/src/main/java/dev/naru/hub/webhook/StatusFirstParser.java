package dev.naru.hub.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.io.AbstractMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads an answer's status line and publishes it at once, because the status alone decides whether
 * a webhook arrived (spec/webhooks.md §4), whatever goes wrong after it. If several {@code
 * Content-Length} headers are equal, the first counts; if they differ, the body ends with the
 * connection.
 */
final class StatusFirstParser implements HttpMessageParser<ClassicHttpResponse> {

  /** Receives the status of the exchange on this thread; 0 until it is known. */
  static final ScopedValue<AtomicInteger> STATUS = ScopedValue.newInstance();

  private static final int MAX_HEADERS = 1000;
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_EMPTY_LINES = 10;

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    StatusLine status = BasicLineParser.INSTANCE.parseStatusLine(firstLine(buffer, in));
    if (status.getStatusCode() >= 200 && STATUS.isBound()) {
      STATUS.get().set(status.getStatusCode());
    }
    var response = new BasicClassicHttpResponse(status.getStatusCode(), status.getReasonPhrase());
    response.setVersion(status.getProtocolVersion());
    response.setHeaders(
        AbstractMessageParser.parseHeaders(
            buffer, in, MAX_HEADERS, MAX_LINE, BasicLineParser.INSTANCE));
    oneLength(response);
    return response;
  }

  private static CharArrayBuffer firstLine(SessionInputBuffer buffer, InputStream in)
      throws IOException {
    var line = new CharArrayBuffer(128);
    for (int i = 0; i < MAX_EMPTY_LINES; i++) {
      line.clear();
      if (buffer.readLine(line, in) < 0) {
        break;
      }
      if (!line.isEmpty()) {
        return line;
      }
    }
    throw new NoHttpResponseException("the server closed the connection without an answer");
  }

  private static void oneLength(ClassicHttpResponse response) {
    Header[] lengths = response.getHeaders(HttpHeaders.CONTENT_LENGTH);
    if (lengths.length < 2) {
      return;
    }
    response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
    String first = lengths[0].getValue();
    for (Header length : lengths) {
      if (!length.getValue().equals(first)) {
        return;
      }
    }
    response.setHeader(HttpHeaders.CONTENT_LENGTH, first);
  }
}

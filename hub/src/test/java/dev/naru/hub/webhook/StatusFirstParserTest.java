package dev.naru.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.junit.jupiter.api.Test;

class StatusFirstParserTest {

  private final AtomicInteger status = new AtomicInteger();

  private ClassicHttpResponse parse(InputStream in) throws Exception {
    var buffer = new SessionInputBufferImpl(new BasicHttpTransportMetrics(), 16);
    return ScopedValue.where(StatusFirstParser.STATUS, status)
        .call(() -> new StatusFirstParser().parse(buffer, in));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Test
  void a_status_is_known_although_the_connection_is_reset_right_after_it() {
    InputStream reset =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SocketException("Connection reset");
          }

          @Override
          public int read(byte[] to, int from, int most) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(
            () -> parse(new SequenceInputStream(bytes("HTTP/1.1 204 No Content\r\n"), reset)))
        .isInstanceOf(SocketException.class);
    assertThat(status).hasValue(204);
  }

  @Test
  void an_interim_answer_decides_nothing() throws Exception {
    parse(bytes("HTTP/1.1 100 Continue\r\n\r\n"));
    assertThat(status).hasValue(0);
  }

  @Test
  void equal_lengths_are_one_and_different_ones_none() throws Exception {
    assertThat(
            parse(bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n"))
                .getHeaders(HttpHeaders.CONTENT_LENGTH))
        .hasSize(1);
    assertThat(
            parse(bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n"))
                .getHeaders(HttpHeaders.CONTENT_LENGTH))
        .isEmpty();
  }
}

package dev.naru.pg.spi;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls PGs over HTTP. It follows no redirect, repeats no request, limits the size of an answer,
 * and refuses to run inside an open database transaction (G03).
 */
public interface PgTransport {

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws NotSentException if no connection could be made, so that the PG surely got nothing
   * @throws IOException if nothing readable came back; whether the PG acted is unknown
   */
  Response send(Request request) throws IOException;

  /**
   * No byte of the request has left the hub, because there was no free connection, no address for
   * the name, nobody listening or no TLS session. The request may safely be made again.
   */
  final class NotSentException extends IOException {
    public NotSentException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * A request that the hub sends to the PG.
   *
   * @param timeout the longest time from the first byte sent to the last byte read
   * @param mostAnswerBytes the largest answer that is read; a larger one is no readable answer
   */
  record Request(URI uri, String contentType, byte[] body, Duration timeout, int mostAnswerBytes) {

    /** Enough for every answer but a list. */
    public static final int USUAL_ANSWER_BYTES = 1 << 20;

    /** A request with an answer of the usual size. */
    public Request(URI uri, String contentType, byte[] body, Duration timeout) {
      this(uri, contentType, body, timeout, USUAL_ANSWER_BYTES);
    }

    /** The same request, for an answer of at most so many bytes. */
    public Request withAnswerOf(int mostBytes) {
      return new Request(uri, contentType, body, timeout, mostBytes);
    }

    /** A request whose body is a form, encoded in UTF-8. */
    public static Request form(URI uri, String encodedForm, Duration timeout) {
      return new Request(
          uri,
          "application/x-www-form-urlencoded; charset=UTF-8",
          encodedForm.getBytes(StandardCharsets.UTF_8),
          timeout);
    }

    /** A request whose body is JSON. */
    public static Request json(URI uri, String json, Duration timeout) {
      return new Request(
          uri, "application/json;charset=UTF-8", json.getBytes(StandardCharsets.UTF_8), timeout);
    }
  }

  /**
   * The PG's whole answer.
   *
   * @param contentType the header as the PG sent it; empty for none
   */
  record Response(int status, String contentType, byte[] body) {

    /** The body as text. */
    public String text(Charset charset) {
      return new String(body, charset);
    }
  }
}

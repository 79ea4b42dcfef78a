package dev.naru.pg.spi;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls PGs over HTTP. It follows no redirect, repeats no request, limits the size of an answer,
 * and refuses to run inside an open database transaction (G03).
 */
public interface PgTransport {

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws IOException nothing readable came back; whether the PG acted is unknown
   */
  Response send(Request request) throws IOException;

  /**
   * A request, sent by POST.
   *
   * @param timeout the longest time from the first byte sent to the last byte read
   */
  record Request(URI uri, String contentType, byte[] body, Duration timeout) {

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

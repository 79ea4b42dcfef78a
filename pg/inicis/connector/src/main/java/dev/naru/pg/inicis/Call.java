package dev.naru.pg.inicis;

import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.time.Duration;

/**
 * One request and its answer. Nothing is repeated here: after a POST without an answer only KG
 * INICIS knows what happened (protocols/inicis.md §11).
 */
sealed interface Call {
  Duration APPROVAL_TIMEOUT = Duration.ofSeconds(30);
  Duration NET_CANCEL_TIMEOUT = Duration.ofSeconds(15);
  Duration INQUIRY_TIMEOUT = Duration.ofSeconds(10);
  Duration CANCEL_TIMEOUT = Duration.ofSeconds(30);

  /** HTTP 200 and a body, whatever it says. */
  record Answered(byte[] body) implements Call {
    @Override
    public String toString() {
      return "Answered[" + body.length + " bytes]";
    }
  }

  /**
   * @param reason fit for a log
   */
  record Failed(String reason) implements Call {}

  /**
   * The request never left.
   *
   * @param reason fit for a log
   */
  record NotSent(String reason) implements Call {}

  static Call send(PgTransport transport, PgTransport.Request request) {
    try {
      PgTransport.Response response = transport.send(request);
      return response.status() == 200
          ? new Answered(response.body())
          : new Failed("HTTP " + response.status());
    } catch (PgTransport.NotSentException e) {
      return new NotSent("not sent: " + e.getMessage());
    } catch (IOException e) {
      return new Failed("no answer: " + e.getClass().getSimpleName());
    }
  }
}

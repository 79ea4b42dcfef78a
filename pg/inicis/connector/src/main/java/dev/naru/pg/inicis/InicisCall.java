package dev.naru.pg.inicis;

import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.time.Duration;

/**
 * One request to KG INICIS and its answer. It is never repeated here: when a POST gets no answer,
 * only KG INICIS knows what happened (protocols/inicis.md §11).
 */
sealed interface InicisCall {
  Duration APPROVAL_TIMEOUT = Duration.ofSeconds(30);
  Duration NET_CANCEL_TIMEOUT = Duration.ofSeconds(15);
  Duration INQUIRY_TIMEOUT = Duration.ofSeconds(10);
  Duration CANCEL_TIMEOUT = Duration.ofSeconds(30);

  /** KG INICIS answered with HTTP 200 and a body; the body may still refuse. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answered(byte[] body) implements InicisCall {
    @Override
    public String toString() {
      return "Answered[" + body.length + " bytes]";
    }
  }

  /**
   * There is no usable answer.
   *
   * @param reason why, in words that are safe for a log
   */
  record Failed(String reason) implements InicisCall {}

  /**
   * The request never left the hub.
   *
   * @param reason why, in words that are safe for a log
   */
  record NotSent(String reason) implements InicisCall {}

  /** Sends the request once. */
  static InicisCall send(PgTransport transport, PgTransport.Request request) {
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

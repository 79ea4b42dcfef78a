package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.SequencedMap;

/**
 * One JSON request to KG Mobilians and its answer. It is never repeated here: when a POST gets no
 * answer, only KG knows what happened. naru chose the time limits (protocols/mobilians.md §2.12).
 */
sealed interface MobiliansCall {
  Duration REGISTRATION_TIMEOUT = Duration.ofSeconds(15);
  Duration APPROVAL_TIMEOUT = Duration.ofSeconds(40);
  Duration CANCEL_TIMEOUT = Duration.ofSeconds(60);

  /** KG answered with HTTP 200 and a JSON object; the object may still refuse. */
  record Answered(MobiliansJson answer) implements MobiliansCall {}

  /**
   * There is no usable answer.
   *
   * @param reason why, in words that are safe for a log
   */
  record Failed(String reason) implements MobiliansCall {}

  /**
   * The request never left the hub.
   *
   * @param reason why, in words that are safe for a log
   */
  record NotSent(String reason) implements MobiliansCall {}

  static MobiliansCall send(
      PgTransport transport, URI uri, SequencedMap<String, ?> body, Duration timeout) {
    try {
      PgTransport.Response response =
          transport.send(PgTransport.Request.json(uri, MobiliansJson.write(body), timeout));
      return response.status() == 200
          ? MobiliansJson.parse(response.body())
              .<MobiliansCall>map(Answered::new)
              .orElseGet(() -> new Failed("unreadable answer"))
          : new Failed("HTTP " + response.status());
    } catch (PgTransport.NotSentException e) {
      return new NotSent("not sent: " + e.getMessage());
    } catch (IOException e) {
      return new Failed("no answer: " + e.getClass().getSimpleName());
    }
  }
}

package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.Json;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.SequencedMap;

/**
 * One JSON request and its answer. Nothing is repeated here: after a POST without an answer only KG
 * Mobilians knows what happened. The times are ours (protocols/mobilians.md §2.12).
 */
sealed interface Call {
  Duration REGISTRATION_TIMEOUT = Duration.ofSeconds(15);
  Duration APPROVAL_TIMEOUT = Duration.ofSeconds(40);
  Duration CANCEL_TIMEOUT = Duration.ofSeconds(60);

  /** HTTP 200 and a JSON object, whatever it says. */
  record Answered(Json answer) implements Call {}

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

  static Call send(PgTransport transport, URI uri, SequencedMap<String, ?> body, Duration timeout) {
    try {
      PgTransport.Response response =
          transport.send(PgTransport.Request.json(uri, Json.write(body), timeout));
      return response.status() == 200
          ? Json.parse(response.body())
              .<Call>map(Answered::new)
              .orElseGet(() -> new Failed("unreadable answer"))
          : new Failed("HTTP " + response.status());
    } catch (PgTransport.NotSentException e) {
      return new NotSent("not sent: " + e.getMessage());
    } catch (IOException e) {
      return new Failed("no answer: " + e.getClass().getSimpleName());
    }
  }
}

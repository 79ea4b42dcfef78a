package dev.naru.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the PGs tell merchants by themselves, repeated until it is acknowledged. Durable; due times
 * follow {@link Stage#time()}. The fault {@code duplicate_notice} is shown here: the notice of a
 * charge it matches is sent twice at once, and once more after it was acknowledged.
 */
public interface Notices {

  /**
   * @param pg the V1 provider code
   * @param body in the PG's own encoding
   * @param acknowledgement the exact body that, with a 2xx, ends it; anything else is tried again
   * @param again how long to wait before each further try; its length bounds the tries
   */
  record Notice(
      String pg,
      String tid,
      URI to,
      String contentType,
      byte[] body,
      String acknowledgement,
      List<Duration> again) {}

  /** Takes it over and returns; the first try follows at once. */
  void send(Notice notice);

  /** Waits until nothing is due, at most {@code limit}. */
  void settle(Duration limit);

  /** When the next try falls due, after that time; empty where none is planned. */
  Optional<Instant> nextDue(Instant after);
}

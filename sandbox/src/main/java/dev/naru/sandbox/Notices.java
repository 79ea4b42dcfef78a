package dev.naru.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends the notices that PGs send by themselves, such as deposits, and repeats each until the
 * merchant acknowledges it. Notices survive a restart; their due times follow {@link
 * SandboxServices#time()}. The fault {@code duplicate_notice} takes effect here, for every
 * emulator: the notice of a matching charge is sent twice at the same time, and one of the two once
 * more after its acknowledgement.
 */
public interface Notices {

  /**
   * One notice about a charge.
   *
   * @param pg the V1 provider code
   * @param tid the charge's tid
   * @param to the merchant's address
   * @param contentType the {@code Content-Type} of the post
   * @param body the body in the PG's own encoding, with one character for each byte
   * @param acknowledgement the exact body that, with a 2xx status, acknowledges the notice; after
   *     any other answer it is sent again
   * @param again how long to wait before each further attempt; after the last one the PG gives up
   */
  record Notice(
      String pg,
      String tid,
      URI to,
      String contentType,
      String body,
      String acknowledgement,
      List<Duration> again) {}

  /**
   * Stores the notice and returns; the first attempt follows at once in the background. Throws an
   * unchecked exception when the database is away.
   */
  void send(Notice notice);

  /** Waits until no attempt is due or running, at most {@code limit} of real time. */
  void settle(Duration limit);

  /** The earliest due time of an attempt after the given time; empty when none is planned. */
  Optional<Instant> nextDue(Instant after);
}

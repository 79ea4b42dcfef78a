package dev.naru.hub.idempotency;

import java.time.Duration;

/**
 * The requests of the last 24 hours that carried an idempotency key, and the answers that they got
 * (G13). Every method throws when the database is away.
 */
public interface IdempotentRequests {

  /** How long a key is kept. */
  Duration KEPT = Duration.ofHours(24);

  /** What is known of a request when it arrives. */
  sealed interface Known {

    /** The key is new. It now stands for this request, which must be carried out. */
    record First() implements Known {}

    /** The same request has been answered before. */
    record Answered(Answer answer) implements Known {}

    /**
     * The same request is under way, or its process died before it could store the answer. What the
     * request did is then on record under the order or payment that it named.
     */
    record UnderWay() implements Known {}

    /** The key was used before, for a request with other content. */
    record AnotherRequest() implements Known {}
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the bytes as they were sent
   */
  record Answer(int status, byte[] body) {}

  /**
   * Reserves the key for this request, unless it was used before.
   *
   * @param key as the merchant's server chose it
   * @param request the method, the address and the body; two requests are the same if these are
   *     equal
   */
  Known begin(long merchantId, String key, byte[] request);

  /** Stores the answer, sealed. Later requests with this key and content get the same bytes. */
  void end(long merchantId, String key, Answer answer);

  /** Frees the key of a request that was refused before it had any effect. */
  void forget(long merchantId, String key);
}

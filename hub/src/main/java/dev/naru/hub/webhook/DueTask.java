package dev.naru.hub.webhook;

import java.util.UUID;

/**
 * A task that was claimed for one send.
 *
 * @param tries sends of its ladder that have ended
 * @param manual this send was asked for by a person
 * @param lease proves that the task is still ours when the result is written
 */
record DueTask(
    long merchantId,
    UUID id,
    String url,
    String contentType,
    String body,
    int tries,
    boolean manual,
    UUID lease) {

  /** For the history (spec/webhooks.md §8). */
  String trigger() {
    return manual ? "manual" : tries == 0 ? "auto" : "retry " + tries;
  }
}

package dev.naru.hub.webhook;

import java.util.UUID;

/**
 * A task that is leased for one send.
 *
 * @param eventId what the receiver knows it by; the same at every address and every try
 * @param tries how many automatic sends have ended since the last success or restart
 * @param manual whether a person asked for this send
 * @param lease of this send; the result changes the task only while the row still has it
 */
record DueTask(
    long merchantId,
    UUID id,
    UUID eventId,
    String url,
    String contentType,
    String body,
    int tries,
    boolean manual,
    UUID lease) {

  /** The reason of the send, as the history shows it (spec/webhooks.md §8). */
  String trigger() {
    return manual ? "manual" : tries == 0 ? "auto" : "retry " + tries;
  }
}

package dev.naru.hub.webhook;

import java.util.UUID;

/**
 * A webhook to one address, leased for one send.
 *
 * @param eventId the id by which the receiver knows the event; the same at every address and every
 *     try
 * @param tries how many automatic sends have ended since the last success or restart
 * @param manual whether a person asked for this send
 * @param lease the id of this lease; the send's result changes the task only while the row still
 *     has it
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

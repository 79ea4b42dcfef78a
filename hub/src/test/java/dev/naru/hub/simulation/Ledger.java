package dev.naru.hub.simulation;

import dev.naru.hub.payment.store.ChargeBegun;
import dev.naru.hub.payment.store.ClosedByPerson;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.webhook.WebhookTaskRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the run knows to have happened, whatever became of whoever asked for it: the moves that were
 * committed, and what clients were told.
 */
final class Ledger {

  /** A webhook of a committed move. */
  private final List<WebhookTaskRow> told = new ArrayList<>();

  /** What was kept of PGs' answers, as JSON. */
  private final List<String> notes = new ArrayList<>();

  private final List<String> failedNotes = new ArrayList<>();

  private final List<Heard> heard = new ArrayList<>();
  private final Map<String, Long> cancelledForClients = new LinkedHashMap<>();
  private final Map<String, Long> asked = new LinkedHashMap<>();
  private int moves;

  /**
   * What a client was told of a payment.
   *
   * @param word {@code paid}, {@code failed}, {@code waiting} or {@code given back}
   */
  record Heard(String paymentNumber, String word) {}

  void carriedOut(String name, Object @Nullable [] arguments, @Nullable Object result) {
    if (name.equals("note") && arguments != null && result instanceof Optional<?> read) {
      (read.isPresent() ? notes : failedNotes).add((String) arguments[1]);
    }
    if (arguments == null
        || arguments.length != 1
        || !(arguments[0] instanceof Transition transition)) {
      return;
    }
    boolean moved =
        Boolean.TRUE.equals(result) || (result instanceof Optional<?> read && read.isPresent());
    if (moved) {
      moves++;
      told.addAll(transition.webhooks());
      if (transition instanceof ChargeBegun begun) {
        asks(begun.row().paymentNumber(), begun.payment().amount().minor());
      }
      if (transition instanceof ClosedByPerson) {
        moves++;
      }
    }
  }

  void asks(String paymentNumber, long amount) {
    asked.put(paymentNumber, amount);
  }

  /** What was asked for, by payment. */
  Map<String, Long> asked() {
    return asked;
  }

  /** The database has failed a statement. */
  void failed(String name, Object @Nullable [] arguments) {
    if (name.equals("note") && arguments != null) {
      failedNotes.add((String) arguments[1]);
    }
  }

  /** Whether the hub has kept that the PG named this charge. */
  boolean isNoted(String tid) {
    return isIn(notes, tid);
  }

  /** Whether it tried to, and couldn't. */
  boolean couldNotBeNoted(String tid) {
    return isIn(failedNotes, tid);
  }

  private static boolean isIn(List<String> notes, String tid) {
    return notes.stream().anyMatch(note -> note.contains('"' + tid + '"'));
  }

  void hears(String paymentNumber, String word) {
    heard.add(new Heard(paymentNumber, word));
  }

  void hearsOfCancel(String paymentNumber, long amount) {
    cancelledForClients.merge(paymentNumber, amount, Long::sum);
  }

  List<WebhookTaskRow> told() {
    return told;
  }

  List<Heard> heard() {
    return heard;
  }

  Map<String, Long> cancelledForClients() {
    return cancelledForClients;
  }

  /** How many lines the journal must have. */
  int moves() {
    return moves;
  }
}

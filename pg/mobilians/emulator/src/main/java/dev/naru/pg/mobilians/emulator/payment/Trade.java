package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A registered trade and the buyer's steps through its window; it has no card number.
 *
 * @param tid 17 hex characters, unguessable, part of the window's address
 * @param expiresMs when the window's link ends, epoch milliseconds of the PG's clock
 * @param entered what the buyer entered, and what was generated for it
 * @param codeSentMs when the SMS code was sent; 0 before
 * @param misses how many wrong codes were entered
 * @param payToken the PG's number; empty before the authentication
 * @param authenticatedMs when the buyer authenticated; 0 before
 * @param result the fields that go to the merchant, once the window has ended. They are kept
 *     because a reload hands them over again
 */
public record Trade(
    String tid,
    RegisteredOrder order,
    long expiresMs,
    Step step,
    String language,
    Map<String, String> entered,
    long codeSentMs,
    int misses,
    String payToken,
    long authenticatedMs,
    Map<String, String> result) {

  /** The buyer's step. */
  public enum Step {
    /** The first page. */
    FIRST,

    /** The second page of a method that has two. */
    SECOND,

    /** The window has ended; the trade can be approved, or is. */
    AUTHENTICATED,
    /** The approval was declined; a repeated one gets the same answer. */
    DECLINED,

    /** The window has ended with a failure. */
    FAILED,

    /** The buyer has left the window. */
    LEFT;

    /** Whether the window is open. */
    public boolean open() {
      return this == FIRST || this == SECOND;
    }
  }

  public static Trade registered(String tid, RegisteredOrder order, long expiresMs) {
    return new Trade(tid, order, expiresMs, Step.FIRST, "ko", Map.of(), 0, 0, "", 0, Map.of());
  }

  /** A value that was entered or generated; empty when there is none. */
  public String entered(String name) {
    return entered.getOrDefault(name, "");
  }

  public Trade at(Step next) {
    return copy(next, language, entered, codeSentMs, misses, payToken, authenticatedMs, result);
  }

  public Trade in(String chosen) {
    return copy(step, chosen, entered, codeSentMs, misses, payToken, authenticatedMs, result);
  }

  /** The trade with further values. */
  public Trade with(Map<String, String> more) {
    var all = new LinkedHashMap<>(entered);
    all.putAll(more);
    return copy(step, language, all, codeSentMs, misses, payToken, authenticatedMs, result);
  }

  /** The trade at the second page, with a new SMS code. */
  public Trade codeSent(long atMs) {
    return copy(Step.SECOND, language, entered, atMs, misses, payToken, authenticatedMs, result);
  }

  /** The trade after a wrong code. */
  public Trade missed() {
    return copy(step, language, entered, codeSentMs, misses + 1, payToken, authenticatedMs, result);
  }

  /** The trade after the authentication. */
  public Trade authenticated(String token, long atMs) {
    return copy(Step.AUTHENTICATED, language, entered, codeSentMs, misses, token, atMs, result);
  }

  /** The trade with the fields that go to the merchant. */
  public Trade handing(Map<String, String> fields) {
    return copy(step, language, entered, codeSentMs, misses, payToken, authenticatedMs, fields);
  }

  /** The trade as it was registered, for another attempt. */
  public Trade again() {
    return registered(tid, order, expiresMs).in(language);
  }

  private Trade copy(
      Step step,
      String language,
      Map<String, String> entered,
      long codeSentMs,
      int misses,
      String payToken,
      long authenticatedMs,
      Map<String, String> result) {
    return new Trade(
        tid,
        order,
        expiresMs,
        step,
        language,
        entered,
        codeSentMs,
        misses,
        payToken,
        authenticatedMs,
        result);
  }
}

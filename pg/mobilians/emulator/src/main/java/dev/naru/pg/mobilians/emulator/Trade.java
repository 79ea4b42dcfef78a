package dev.naru.pg.mobilians.emulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A registered trade and the buyer's way through its window. It holds no card number.
 *
 * @param tid 17 hex characters; unguessable, a part of the window's address
 * @param expiresMs when the link ends, epoch milliseconds of the sandbox
 * @param entered what the buyer entered and what was made of it
 * @param codeSentMs when the SMS code was sent; 0 before
 * @param misses wrong codes so far
 * @param payToken the PG's number, once authenticated
 * @param authenticatedMs when
 * @param result what goes to the merchant once the window is done; a reload hands it over again
 */
record Trade(
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

  /** Where the buyer is. */
  enum Step {
    FIRST,
    SECOND,
    AUTHENTICATED,
    /** The approval was declined; a repeated one hears the same. */
    DECLINED,
    FAILED,
    LEFT;

    boolean open() {
      return this == FIRST || this == SECOND;
    }
  }

  static Trade registered(String tid, RegisteredOrder order, long expiresMs) {
    return new Trade(tid, order, expiresMs, Step.FIRST, "ko", Map.of(), 0, 0, "", 0, Map.of());
  }

  String entered(String name) {
    return entered.getOrDefault(name, "");
  }

  Trade at(Step next) {
    return new Trade(
        tid,
        order,
        expiresMs,
        next,
        language,
        entered,
        codeSentMs,
        misses,
        payToken,
        authenticatedMs,
        result);
  }

  Trade in(String chosen) {
    return new Trade(
        tid,
        order,
        expiresMs,
        step,
        chosen,
        entered,
        codeSentMs,
        misses,
        payToken,
        authenticatedMs,
        result);
  }

  Trade with(Map<String, String> more) {
    var all = new LinkedHashMap<>(entered);
    all.putAll(more);
    return new Trade(
        tid,
        order,
        expiresMs,
        step,
        language,
        all,
        codeSentMs,
        misses,
        payToken,
        authenticatedMs,
        result);
  }

  /** A fresh code was sent. */
  Trade codeSent(long atMs) {
    return new Trade(
        tid,
        order,
        expiresMs,
        Step.SECOND,
        language,
        entered,
        atMs,
        misses,
        payToken,
        authenticatedMs,
        result);
  }

  Trade missed() {
    return new Trade(
        tid,
        order,
        expiresMs,
        step,
        language,
        entered,
        codeSentMs,
        misses + 1,
        payToken,
        authenticatedMs,
        result);
  }

  Trade authenticated(String token, long atMs) {
    return new Trade(
        tid,
        order,
        expiresMs,
        Step.AUTHENTICATED,
        language,
        entered,
        codeSentMs,
        misses,
        token,
        atMs,
        result);
  }

  /** What the browser is to hand over. */
  Trade handing(Map<String, String> fields) {
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
        fields);
  }

  /** As it was registered, for another try. */
  Trade again() {
    return registered(tid, order, expiresMs).in(language);
  }

  String path() {
    return BuyerWindow.PATH + "/" + tid;
  }
}

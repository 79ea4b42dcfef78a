package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The purpose of an opened window. It is stored in the opening's memo and then in the proof, so
 * that the return and the approval are verified against the hub's own record and not against
 * themselves.
 *
 * @param window the window that was opened
 * @param method the requested method
 * @param key whether the request was for a billing key instead of a charge
 */
record WindowOrder(Window window, InicisMethod method, boolean key) {

  /** KG INICIS's windows, each with its own form of answer. */
  enum Window {
    PC("pc"),
    MOBILE("mobile"),
    /** The old billing-key window for phones. */
    INILITE("inilite"),
    /** The new billing-key window for phones. */
    INILITE_PAY("inilitepay");

    private final String code;

    Window(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** The form in which the hub stores it. */
  Map<String, String> toMemo() {
    return Map.of(
        "window", window.code(), "method", method.method().code(), "key", key ? "Y" : "N");
  }

  /** Reads what {@link #toMemo} wrote and ignores other entries. */
  static WindowOrder of(Map<String, String> memo) {
    Optional<Window> window =
        Arrays.stream(Window.values())
            .filter(it -> it.code().equals(memo.get("window")))
            .findFirst();
    Optional<InicisMethod> method =
        PayMethod.of(memo.getOrDefault("method", "")).flatMap(InicisMethod::of);
    if (window.isEmpty() || method.isEmpty()) {
      throw new IllegalArgumentException("not a memo of KG INICIS");
    }
    return new WindowOrder(window.get(), method.get(), "Y".equals(memo.get("key")));
  }
}

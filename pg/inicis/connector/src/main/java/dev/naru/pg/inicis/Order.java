package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a window was opened for, and which one: rides in the opening's memo, then in the proof, so
 * that return and approval are judged by what we asked for and not by what they say.
 *
 * @param method what was asked for
 * @param key a billing key was asked for, no charge
 */
record Order(Window window, InicisMethod method, boolean key) {

  /** KG INICIS's windows; each answers in its own words. */
  enum Window {
    PC("pc"),
    MOBILE("mobile"),
    /** The old billing-key window of a phone. */
    INILITE("inilite"),
    /** The new one. */
    INILITE_PAY("inilitepay");

    private final String code;

    Window(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** As the hub keeps it. */
  Map<String, String> toMemo() {
    return Map.of(
        "window", window.code(), "method", method.method().code(), "key", key ? "Y" : "N");
  }

  /** Reads what {@link #toMemo} wrote, other entries aside. */
  static Order of(Map<String, String> memo) {
    Optional<Window> window =
        Arrays.stream(Window.values())
            .filter(it -> it.code().equals(memo.get("window")))
            .findFirst();
    Optional<InicisMethod> method =
        PayMethod.of(memo.getOrDefault("method", "")).flatMap(InicisMethod::of);
    if (window.isEmpty() || method.isEmpty()) {
      throw new IllegalArgumentException("not a memo of KG INICIS");
    }
    return new Order(window.get(), method.get(), "Y".equals(memo.get("key")));
  }
}

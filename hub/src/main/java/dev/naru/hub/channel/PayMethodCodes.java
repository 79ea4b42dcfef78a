package dev.naru.hub.channel;

import dev.naru.pg.spi.PayMethod;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads pay methods that arrive as text, from V1's requests and from the database. */
public final class PayMethodCodes {

  /** V1's second code for a method, with the code that naru uses (spec/pg-rules.md §2.1). */
  private static final Map<String, String> ALIASES = Map.of("samsungpay", "samsung");

  private PayMethodCodes() {}

  /** Reads V1's {@code pay_method}; empty when the text does not have the form of a code. */
  public static Optional<PayMethod> ofV1(String code) {
    return PayMethod.of(ALIASES.getOrDefault(code, code));
  }

  /** Reads a stored method. Older rows hold the code in capitals. */
  public static PayMethod ofRow(String stored) {
    return new PayMethod(stored.toLowerCase(Locale.ROOT));
  }
}

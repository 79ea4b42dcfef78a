package dev.naru.hub.payment.store;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Stream;

/** Draws payment numbers in V1's form: {@code imp_} or {@code imps_} and 12 digits. Thread-safe. */
public final class PaymentNumbers {

  /** A collision among 10^12 ids is rare; this many in a row mean that something else is wrong. */
  private static final int MAX_TRIES = 5;

  private final SecureRandom random = new SecureRandom();

  /** Numbers to be tried one after another, until one is free. */
  public Iterable<String> tries(String prefix) {
    return () ->
        Stream.generate(
                () ->
                    prefix
                        + String.format(Locale.ROOT, "%012d", random.nextLong(1_000_000_000_000L)))
            .limit(MAX_TRIES)
            .iterator();
  }
}

package dev.naru.pg.inicis.wire;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Amounts of won in messages: only digits, without sign, comma or fraction. */
public final class Won {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

  private Won() {}

  /** The amount; empty when the text isn't one. */
  public static OptionalLong read(String text) {
    return DIGITS.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** Whether the text is exactly this amount. */
  public static boolean equal(String text, long amountKrw) {
    OptionalLong read = read(text);
    return read.isPresent() && read.getAsLong() == amountKrw;
  }
}

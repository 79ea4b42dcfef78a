package dev.naru.pg.mobilians.wire;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** An amount on the wire: digits alone, no sign, comma or fraction. */
public final class Won {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

  private Won() {}

  /** Empty where the text is anything but an amount. */
  public static OptionalLong read(String text) {
    return DIGITS.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** True where the text is this very amount. */
  public static boolean equal(String text, long amountKrw) {
    OptionalLong read = read(text);
    return read.isPresent() && read.getAsLong() == amountKrw;
  }
}

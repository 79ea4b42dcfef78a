package dev.naru.hub.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The one rule on white space, over all of Unicode. */
class EveryCharacterTest {

  /**
   * What {@code String.prototype.trim} takes away in a browser (ECMA-262, WhiteSpace and line
   * ends).
   */
  private static final String TRIMMED_BY_BROWSERS =
      "\t\n\u000b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
          + "\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

  @Test
  void exactly_what_browsers_trim_and_four_separators_of_ascii_are_outer_space() {
    BitSet stripped = new BitSet();
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> OuterSpace.strip(Character.toString(c)).isEmpty())
        .forEach(stripped::set);
    BitSet expected = new BitSet();
    TRIMMED_BY_BROWSERS.chars().forEach(expected::set);
    expected.set(0x1C, 0x20);
    assertThat(stripped).isEqualTo(expected);
  }

  @Test
  void a_character_of_any_other_kind_stays_wherever_it_stands() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> !OuterSpace.strip(Character.toString(c)).isEmpty())
        .forEach(c -> {
          String text = Character.toString(c);
          if (!OuterSpace.strip(" " + text + "\u3000").equals(text)
              || !OuterSpace.strip(text + " " + text).equals(text + " " + text)) {
            throw new AssertionError("U+%04X".formatted(c));
          }
        });
  }
}

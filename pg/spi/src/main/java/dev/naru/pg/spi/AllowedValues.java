package dev.naru.pg.spi;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The values that a setting accepts. The console's form, the validation and the docs all read them.
 */
public sealed interface AllowedValues {

  /** Any text of one line, without control characters. */
  AllowedValues ANY = new Any();

  /** {@code true} or {@code false}. */
  AllowedValues BOOLEAN = oneOf("true", "false");

  /** Pay-method codes, separated by commas, with or without square brackets; or nothing. */
  AllowedValues PAY_METHODS =
      matching("(\\[?\\s*%1$s(\\s*,\\s*%1$s)*\\s*\\]?)?".formatted(PayMethod.CODE));

  /** Whether this exact value is accepted. */
  boolean allows(String value);

  /** Accepts exactly these values. */
  static AllowedValues oneOf(String... values) {
    return new OneOf(Arrays.asList(values));
  }

  /**
   * Accepts what a regular expression matches as a whole.
   *
   * @throws java.util.regex.PatternSyntaxException if the expression is malformed
   */
  static AllowedValues matching(String regex) {
    return new Matching(Pattern.compile(regex));
  }

  /** Every text is accepted that has no control characters. */
  record Any() implements AllowedValues {
    @Override
    public boolean allows(String value) {
      return value.chars().noneMatch(Character::isISOControl);
    }
  }

  /**
   * A closed list.
   *
   * @param values the accepted values in the order in which a form offers them
   */
  record OneOf(List<String> values) implements AllowedValues {
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public boolean allows(String value) {
      return values.contains(value);
    }
  }

  /**
   * Every text that matches a pattern.
   *
   * @param pattern the pattern that must match the whole value
   */
  record Matching(Pattern pattern) implements AllowedValues {
    @Override
    public boolean allows(String value) {
      return pattern.matcher(value).matches();
    }
  }
}

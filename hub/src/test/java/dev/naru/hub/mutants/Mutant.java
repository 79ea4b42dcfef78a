package dev.naru.hub.mutants;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One way to break the code, and the test that must then fail.
 *
 * @param guarantee what is broken: {@code G01} to {@code G40}
 * @param title what the broken code does wrong
 * @param source the end of the class's full name, at least its simple name
 * @param test the end of the test class's full name, with {@code #method} where one test is meant
 * @param find what is replaced; any white space in it stands for any white space in the source
 * @param replacement may be empty
 */
record Mutant(
    String guarantee, String title, String source, String test, String find, String replacement) {

  /**
   * The source with the mutation.
   *
   * @throws StaleException when the text to replace isn't there exactly once
   */
  String applyTo(String code) throws StaleException {
    String pattern =
        Arrays.stream(find.strip().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+"));
    List<MatchResult> found = Pattern.compile(pattern).matcher(code).results().toList();
    if (found.size() != 1) {
      throw new StaleException("its text is in the source %d times".formatted(found.size()));
    }
    MatchResult there = found.getFirst();
    return code.substring(0, there.start()) + replacement + code.substring(there.end());
  }

  String testClass() {
    int hash = test.indexOf('#');
    return hash < 0 ? test : test.substring(0, hash);
  }

  /** Empty for the whole class. */
  String testMethod() {
    int hash = test.indexOf('#');
    return hash < 0 ? "" : test.substring(hash + 1);
  }

  /**
   * @param filter a regular expression for some of the entry's text; case doesn't matter
   */
  boolean matches(String filter) {
    return Pattern.compile(filter, Pattern.CASE_INSENSITIVE)
        .matcher(String.join(" ", guarantee, title, source, test))
        .find();
  }

  /** The code has moved on: the entry must be written anew. */
  static final class StaleException extends Exception {
    StaleException(String message) {
      super(message);
    }
  }
}

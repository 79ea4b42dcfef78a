package dev.naru.bench;

import java.util.List;

/**
 * The options of {@code again}, {@code get}, {@code window}, {@code nodes} and {@code webhooks}.
 *
 * @param callers how many callers call at once
 * @param calls how many calls a round makes
 * @param rounds how many rounds are measured, each beside one of the database alone
 * @param keys the number of billing keys that the charges are spread over
 * @param pgDelayMs how many milliseconds the PG waits before it answers
 * @param webhooks whether the merchant gets a webhook for each payment
 */
record LoadOptions(int callers, int calls, int rounds, int keys, int pgDelayMs, boolean webhooks) {

  static final LoadOptions USUAL = new LoadOptions(16, 3_000, 5, 200, 0, true);

  /**
   * Reads the command line.
   *
   * @param words option, value, option, value
   * @throws IllegalArgumentException when a word is unknown or a value is wrong; the text names it
   */
  static LoadOptions of(List<String> words) {
    LoadOptions options = USUAL;
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(words.get(i) + " has no value.");
      }
      options = options.with(words.get(i), words.get(i + 1));
    }
    return options;
  }

  private LoadOptions with(String name, String value) {
    return switch (name) {
      case "--callers" ->
          new LoadOptions(number(name, value, 1), calls, rounds, keys, pgDelayMs, webhooks);
      case "--calls" ->
          new LoadOptions(callers, number(name, value, 1), rounds, keys, pgDelayMs, webhooks);
      case "--rounds" ->
          new LoadOptions(callers, calls, number(name, value, 1), keys, pgDelayMs, webhooks);
      case "--keys" ->
          new LoadOptions(callers, calls, rounds, number(name, value, 1), pgDelayMs, webhooks);
      case "--pg-delay" ->
          new LoadOptions(callers, calls, rounds, keys, number(name, value, 0), webhooks);
      case "--webhooks" ->
          new LoadOptions(callers, calls, rounds, keys, pgDelayMs, Options.isOn(name, value));
      default -> throw new IllegalArgumentException("There is no option " + name + ".");
    };
  }

  private static int number(String name, String value, int least) {
    if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < least) {
      throw new IllegalArgumentException(
          "%s must be a number from %d to 999999, not %s.".formatted(name, least, value));
    }
    return Integer.parseInt(value);
  }
}

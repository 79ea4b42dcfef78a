package dev.naru.bench;

import java.time.Duration;
import java.util.List;

/**
 * The options of {@code schedules}.
 *
 * @param count how many schedules are due in the same second
 * @param keys the number of billing keys that the schedules are spread over
 * @param pgDelay the time that the PG takes to answer
 * @param lead the time from the last key's issue to the due second, in which the schedules are
 *     entered
 * @param patience the run is given up this long after the due second
 * @param webhooks whether the merchant gets a webhook for each payment
 */
record Options(
    int count, int keys, Duration pgDelay, Duration lead, Duration patience, boolean webhooks) {

  private static final Options USUAL =
      new Options(
          10_000,
          1_000,
          Duration.ofMillis(50),
          Duration.ofSeconds(40),
          Duration.ofMinutes(5),
          true);

  /**
   * Reads the command line.
   *
   * @param words option, value, option, value
   * @throws IllegalArgumentException when a word is unknown or a value is wrong; the text names it
   */
  static Options of(List<String> words) {
    Options options = USUAL;
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(words.get(i) + " has no value.");
      }
      options = options.with(words.get(i), words.get(i + 1));
    }
    if (options.keys > options.count) {
      throw new IllegalArgumentException("--keys must not be more than --count.");
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--count" -> new Options(number(name, value), keys, pgDelay, lead, patience, webhooks);
      case "--keys" -> new Options(count, number(name, value), pgDelay, lead, patience, webhooks);
      case "--pg-delay" ->
          new Options(
              count, keys, Duration.ofMillis(number(name, value)), lead, patience, webhooks);
      case "--lead" ->
          new Options(
              count, keys, pgDelay, Duration.ofSeconds(number(name, value)), patience, webhooks);
      case "--patience" ->
          new Options(
              count, keys, pgDelay, lead, Duration.ofSeconds(number(name, value)), webhooks);
      case "--webhooks" -> new Options(count, keys, pgDelay, lead, patience, isOn(name, value));
      default -> throw new IllegalArgumentException("There is no option " + name + ".");
    };
  }

  private static int number(String name, String value) {
    if (!value.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(name + " must be a number above 0, not " + value + ".");
    }
    return Integer.parseInt(value);
  }

  static boolean isOn(String name, String value) {
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(name + " must be on or off, not " + value + ".");
    };
  }
}

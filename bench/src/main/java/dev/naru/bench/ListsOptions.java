package dev.naru.bench;

import java.util.List;

/**
 * The options of {@code lists}, {@code growth} and {@code reconcile}.
 *
 * @param count the number of payments of the measured merchant
 * @param others the number of payments of all other merchants
 * @param rounds how often each list is called
 * @param kept the folder that keeps the payments for further runs; empty to delete them at the end
 * @param only a part of the names of the lists to call; empty for all lists
 */
record ListsOptions(int count, int others, int rounds, String kept, String only) {

  private static final int MOST = 20_000_000;

  /**
   * Reads the command line.
   *
   * @param words option, value, option, value
   * @throws IllegalArgumentException when a word is unknown or a value is wrong; the text names it
   */
  static ListsOptions of(List<String> words) {
    return of(words, new ListsOptions(1_000_000, 200_000, 100, "", ""));
  }

  /** Reads the command line as {@link #of(List)} does, with other default values. */
  static ListsOptions of(List<String> words, ListsOptions usual) {
    ListsOptions options = usual;
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(words.get(i) + " has no value.");
      }
      options = options.with(words.get(i), words.get(i + 1));
    }
    return options;
  }

  private ListsOptions with(String name, String value) {
    return switch (name) {
      case "--count" -> new ListsOptions(number(name, value, 1_000), others, rounds, kept, only);
      case "--others" -> new ListsOptions(count, number(name, value, 0), rounds, kept, only);
      case "--rounds" -> new ListsOptions(count, others, number(name, value, 1), kept, only);
      case "--only" -> new ListsOptions(count, others, rounds, kept, value);
      case "--keep" -> new ListsOptions(count, others, rounds, value, only);
      default -> throw new IllegalArgumentException("There is no option " + name + ".");
    };
  }

  private static int number(String name, String value, int least) {
    if (!value.matches("[0-9]{1,8}")
        || Integer.parseInt(value) < least
        || Integer.parseInt(value) > MOST) {
      throw new IllegalArgumentException(
          name + " must be a number from " + least + " to " + MOST + ".");
    }
    return Integer.parseInt(value);
  }
}

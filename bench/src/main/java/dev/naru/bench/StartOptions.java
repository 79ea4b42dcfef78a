package dev.naru.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The options of {@code start}.
 *
 * @param installation the folder of the unpacked tarball of {@code naru-hub}
 * @param rounds how often the hub is started with the AOT cache, and how often without
 */
record StartOptions(Path installation, int rounds) {

  /**
   * Reads the command line: first the installation's folder, which {@code ./naru} adds, then
   * options.
   *
   * @throws IllegalArgumentException when a word is unknown or a value is wrong; the text names it
   */
  static StartOptions of(List<String> words) {
    Path installation = Path.of(words.getFirst());
    List<String> rest = words.subList(1, words.size());
    if (rest.isEmpty()) {
      return new StartOptions(installation, 5);
    }
    if (rest.size() != 2
        || !rest.getFirst().equals("--rounds")
        || !rest.getLast().matches("[1-9][0-9]?")) {
      throw new IllegalArgumentException("The only option is --rounds, from 1 to 99.");
    }
    return new StartOptions(installation, Integer.parseInt(rest.getLast()));
  }
}

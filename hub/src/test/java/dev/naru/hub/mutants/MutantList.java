package dev.naru.hub.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code hub/src/mutants/mutants.txt}, whose head describes its form. */
final class MutantList {

  private static final Pattern HEAD = Pattern.compile("(G\\d\\d|C\\d) (\\S.*)");

  private MutantList() {}

  /**
   * @throws IllegalArgumentException when an entry lacks something; it names the entry
   */
  static List<Mutant> read(Path file) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    String text =
        Files.readAllLines(file).stream()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n"));
    for (String entry : text.split("\n\\s*\n", -1)) {
      if (!entry.isBlank()) {
        mutants.add(mutant(entry.strip()));
      }
    }
    return mutants;
  }

  private static Mutant mutant(String entry) {
    List<String> lines = entry.lines().toList();
    Matcher head = HEAD.matcher(lines.getFirst());
    String source = joined(lines, "in ");
    String test = joined(lines, "red ");
    String find = joined(lines, "- ");
    if (!head.matches() || source.isBlank() || test.isBlank() || find.isBlank()) {
      throw new IllegalArgumentException("no mutant: " + entry);
    }
    String replacement = joined(lines, "+ ");
    return new Mutant(head.group(1), head.group(2), source, test, find, replacement);
  }

  private static String joined(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()).stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}

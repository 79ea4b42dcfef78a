package dev.naru.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown document whose headings can be cited. A section has its number from a heading ({@code
 * ## 3.}), from a paragraph that begins with it in bold ({@code **4.4.1 …}), or from the first cell
 * of a table's row ({@code | 4.7.4 |}).
 *
 * @param sections by number; the lines of each, those of its own sections included
 * @param anchors of its headings, as GitHub makes them
 */
record NumberedDocument(Map<String, List<String>> sections, Set<String> anchors) {

  private static final Pattern HEADING = Pattern.compile("#{1,6} +(?:(\\d+(?:\\.\\d+)*)\\.? )?.*");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(\\d+(?:\\.\\d+)+)[ .].*");
  private static final Pattern ROW = Pattern.compile("\\| *(\\d+(?:\\.\\d+)+) *\\|.*");

  static NumberedDocument read(Path file) throws IOException {
    return of(Files.readAllLines(file));
  }

  static NumberedDocument of(List<String> lines) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    Set<String> anchors = new TreeSet<>();
    boolean isCode = false;
    String open = "";
    for (String line : lines) {
      isCode ^= line.startsWith("```");
      if (!isCode && HEADING.matcher(line).matches()) {
        anchors.add(anchor(line));
      }
      String number = isCode ? "" : numberOf(line);
      if (!number.isEmpty()) {
        sections.putIfAbsent(number, new ArrayList<>());
        open = number;
      }
      for (Map.Entry<String, List<String>> section : sections.entrySet()) {
        if (open.equals(section.getKey()) || open.startsWith(section.getKey() + ".")) {
          section.getValue().add(line);
        }
      }
    }
    return new NumberedDocument(sections, anchors);
  }

  private static String numberOf(String line) {
    for (Pattern form : List.of(HEADING, BOLD, ROW)) {
      Matcher matcher = form.matcher(line);
      if (matcher.matches() && matcher.group(1) != null) {
        return matcher.group(1);
      }
    }
    return "";
  }

  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ +", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  boolean isNumbered() {
    return !sections.isEmpty();
  }

  boolean has(String section) {
    return sections.containsKey(section);
  }

  /** Whether a table of the section has a row that begins with this. */
  boolean hasRow(String section, String row) {
    return sections.getOrDefault(section, List.of()).stream()
        .filter(line -> line.startsWith("|"))
        .map(line -> line.split("(?<!\\\\)\\|", 3)[1])
        .anyMatch(cell -> List.of(cell.split("[\\s,;/·*`]+")).contains(row));
  }

  /** Whether the section has a numbered list with this point. */
  boolean hasItem(String section, String item) {
    return sections.getOrDefault(section, List.of()).stream()
        .anyMatch(line -> line.strip().startsWith(item + ". "));
  }
}

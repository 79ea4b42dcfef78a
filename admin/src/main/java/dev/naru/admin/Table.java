package dev.naru.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes rows as a table for a terminal, where a Hangul character is two columns wide. */
final class Table {

  private Table() {}

  /** The rows as a table; the first row's names are the headings. */
  static String of(List<? extends Map<String, ?>> rows) {
    List<String> names = List.copyOf(rows.getFirst().keySet());
    List<List<String>> lines = new ArrayList<>();
    lines.add(names);
    for (Map<String, ?> row : rows) {
      lines.add(names.stream().map(name -> text(row.get(name))).toList());
    }
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      widths.add(lines.stream().mapToInt(line -> width(line.get(column))).max().orElse(0));
    }
    StringBuilder table = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        text.append(line.get(i)).repeat(' ', widths.get(i) - width(line.get(i)) + 2);
      }
      table.append(text.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "-" : Objects.toString(value).replaceAll("\\s*\\R\\s*", " ");
  }

  private static int width(String text) {
    return text.codePoints()
        .map(point -> Character.isIdeographic(point) || isHangul(point) ? 2 : 1)
        .sum();
  }

  private static boolean isHangul(int point) {
    return Character.UnicodeScript.of(point) == Character.UnicodeScript.HANGUL;
  }
}

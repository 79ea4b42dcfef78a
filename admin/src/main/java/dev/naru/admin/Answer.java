package dev.naru.admin;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a command prints: lines for people, or one JSON value for programs. */
final class Answer {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(names = "--json", descriptionKey = "json")
  boolean json;

  /**
   * Prints one thing.
   *
   * @param values its values, for programs
   * @param text a sentence, for people
   */
  void print(PrintWriter out, Map<String, ?> values, String text) {
    out.println(json ? JSON.writeValueAsString(values) : text);
  }

  /**
   * Prints several things; people see a table.
   *
   * @param whenNone what people see if there are none
   */
  void print(PrintWriter out, List<? extends Map<String, ?>> rows, String whenNone) {
    if (json) {
      out.println(JSON.writeValueAsString(rows));
    } else if (rows.isEmpty()) {
      out.println(whenNone);
    } else {
      out.print(Table.of(rows));
    }
    out.flush();
  }

  /** A new row, whose values are printed in the order in which they are put. */
  static Row row() {
    return new Row();
  }

  /** Builds a row; null values stay, as JSON's null. */
  static final class Row extends LinkedHashMap<String, @Nullable Object> {
    Row with(String name, @Nullable Object value) {
      put(name, value);
      return this;
    }
  }
}

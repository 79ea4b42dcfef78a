package dev.naru.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finishes a benchmark that used a {@link LoadStage}: reports its figures and compares the books.
 */
final class LoadReport {

  private LoadReport() {}

  /**
   * Prints the figures, writes them to {@code NAME.json} and compares the PG's book with the hub's.
   *
   * @param report figures by name; a value may again be a map of figures by name
   * @return false when the books disagree
   */
  static boolean end(
      String name, Map<String, Object> report, LoadStage stage, Path folder, PrintStream out)
      throws Exception {
    print(report, out);
    List<String> faults = stage.faults();
    report.put("faults", faults);
    Path file = folder.resolve(name + ".json");
    Files.writeString(file, JsonMapper.shared().writeValueAsString(report));
    out.println("the same as JSON: " + file);
    if (faults.isEmpty()) {
      out.printf("the books agree: %,d charges, each once%n", stage.paidByPg());
      return true;
    }
    out.println("THE BOOKS DISAGREE");
    faults.stream().limit(20).forEach(fault -> out.println("  " + fault));
    return false;
  }

  private static void print(Map<String, Object> report, PrintStream out) {
    out.println();
    report.forEach((name, value) -> {
      if (value instanceof Map<?, ?> each) {
        out.println(name);
        each.forEach((what, figure) ->
            out.printf("    %-26s %10.3f%n", what, ((Number) figure).doubleValue()));
      } else if (value instanceof Double figure) {
        out.printf("%-30s %10.3f%n", name, figure);
      } else {
        out.printf("%-30s %10s%n", name, value);
      }
    });
    out.println();
  }
}

package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that the published table of guarantees agrees with the tests' tags. */
class GuaranteesTest {

  private static final Path PROJECT =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final Pattern ROW =
      Pattern.compile("^\\| (G\\d\\d) \\| .* \\| (passing|missing) \\|$", Pattern.MULTILINE);
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(G\\d\\d)\"\\)");

  @Test
  void a_guarantee_is_called_passing_exactly_when_tests_carry_its_id() throws IOException {
    Set<String> tagged = tagged();
    Map<String, String> expected = new TreeMap<>();
    for (int id = 1; id <= 40; id++) {
      String name = "G%02d".formatted(id);
      expected.put(name, tagged.contains(name) ? "passing" : "missing");
    }
    assertThat(published()).isEqualTo(expected);
  }

  private static Map<String, String> published() throws IOException {
    String page = Files.readString(PROJECT.resolve("docs/reference/guarantees.md"));
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(page).results().forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  private static Set<String> tagged() throws IOException {
    Set<String> tags = new TreeSet<>();
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          // Skips folders that a build or a database changes meanwhile.
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.equals("target") || name.startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isTestSource(file)) {
              TAG.matcher(Files.readString(file)).results().forEach(tag -> tags.add(tag.group(1)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return tags;
  }

  private static boolean isTestSource(Path file) {
    String path = PROJECT.relativize(file).toString();
    return path.endsWith(".java") && (path.contains("src/test/") || path.startsWith("pg/testkit/"));
  }
}

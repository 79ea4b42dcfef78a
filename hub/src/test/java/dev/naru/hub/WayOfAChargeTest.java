package dev.naru.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that leads a newcomer along the ways of money names classes that there are. */
class WayOfAChargeTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path HUB = PROJECT.resolve("hub/src/main/java/dev/naru/hub");
  private static final Path CONNECTOR =
      PROJECT.resolve("pg/inicis/connector/src/main/java/dev/naru/pg");
  private static final Path SPI = PROJECT.resolve("pg/spi/src/main/java/dev/naru/pg");

  private static final Pattern WAY =
      Pattern.compile(
          "## [^\\n]*\\((\\d+) of the hub, (\\d+) of the connector, (\\d+) of the SPI\\)\\n(.*?)"
              + "(?=\\n## |\\z)",
          Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.]+)` \\| \\S");

  @Test
  void each_way_names_classes_that_there_are_and_as_many_as_its_heading_says() throws IOException {
    String page = Files.readString(PROJECT.resolve("docs/concepts/the-way-of-a-charge.md"));
    List<MatchResult> ways = WAY.matcher(page).results().toList();
    assertThat(ways).hasSize(3);
    for (MatchResult way : ways) {
      List<String> named = ROW.matcher(way.group(4)).results().map(row -> row.group(1)).toList();
      assertThat(named).doesNotHaveDuplicates();
      assertThat(named).allSatisfy(name -> assertThat(root(name)).as(name).isPresent());
      assertThat(
              Stream.of(HUB, CONNECTOR, SPI)
                  .map(root -> count(named, root))
                  .collect(Collectors.joining(", ")))
          .isEqualTo("%s, %s, %s".formatted(way.group(1), way.group(2), way.group(3)));
    }
  }

  private static String count(List<String> names, Path root) {
    return Long.toString(
        names.stream().filter(name -> root(name).filter(root::equals).isPresent()).count());
  }

  /** Where the class is; empty when there is none of this name. */
  private static Optional<Path> root(String name) {
    return Stream.of(HUB, CONNECTOR, SPI)
        .filter(root -> Files.exists(root.resolve(name.replace('.', '/') + ".java")))
        .findFirst();
  }
}

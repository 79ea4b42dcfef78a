package dev.naru.playground;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A PG is one folder: its name is nowhere outside it, but where a reason is given here. */
class PgNamesTest {

  private static final Path ROOT = ReferencePagesTest.root();

  /** Folders and files that may name PGs, from the project's root, with the reason. */
  private static final Map<String, String> MAY_NAME_PGS =
      Map.ofEntries(
          entry("docs", "pages for people, and pages that are generated from the connectors"),
          entry("acceptance", "journeys through the windows of PGs that are there"),
          entry("bench", "its stub speaks one PG's wire, to measure the hub and not an emulator"),
          entry("README.md", "tells people which PGs are there"),
          entry("README.ko.md", "tells people which PGs are there"),
          entry("CHANGELOG.md", "tells users of a PG what changed"),
          entry("CONTRIBUTING.md", "points at examples"),
          entry("SECURITY.md", "says whose test keys are public"),
          entry("NOTICE", "names the owners of trade marks"),
          entry(".ci/new-pg", "makes a PG, of this name"),
          entry("deploy/try", "pays through each proxy, with a PG's public test keys"),
          entry("hub/src/test/resources/upgrade", "databases of versions before, as they were"),
          entry("hub/src/mutants", "each entry names the class it changes, in a connector too"),
          entry("sdk/samples", "a shop's own code, as shops write it"));

  /** What builds, editors and Git make. */
  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", ".git", ".idea", ".naru");

  /** The lines of a pom that {@code ./naru new-pg} writes, and citations of a PG's documents. */
  private static final String ALLOWED_WORDS =
      "<module>pg/\\w+/\\w+</module>|<artifactId>pg-\\w+-\\w+</artifactId>|protocols/[\\w-]+\\.md";

  @Test
  void no_pg_is_named_outside_its_folder() throws IOException {
    List<String> pgs = pgs();
    assertThat(pgs).isNotEmpty();
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isOutside(folder, pgs) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isOutside(file, pgs)) {
              linesNaming(pgs, file)
                  .forEach(line -> found.add(ROOT.relativize(file) + ": " + line));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(found).as("describe the PG in its connector instead").isEmpty();
  }

  @Test
  void every_exception_is_still_there() {
    assertThat(MAY_NAME_PGS.keySet()).allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
  }

  private static List<String> pgs() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("pg"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("connector")))
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals("template"))
          .toList();
    }
  }

  /** Tests in Java pay at PGs that are there; what tests read from files does not. */
  private static boolean isOutside(Path path, List<String> pgs) {
    String relative = ROOT.relativize(path).toString().replace('\\', '/');
    return !NOT_OURS.contains(path.getFileName().toString())
        && !MAY_NAME_PGS.containsKey(relative)
        && !relative.endsWith("src/test/java")
        && pgs.stream().noneMatch(pg -> relative.equals("pg/" + pg));
  }

  private static List<String> linesNaming(List<String> pgs, Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> {
            String rest = line.replaceAll(ALLOWED_WORDS, "").toLowerCase(Locale.ROOT);
            return pgs.stream().anyMatch(rest::contains);
          })
          .map(String::strip)
          .toList();
    } catch (java.io.UncheckedIOException e) {
      if (e.getCause() instanceof MalformedInputException) {
        return List.of(); // A picture or a font.
      }
      throw e;
    }
  }
}

package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What code and documents cite is there. Reads the whole tree; needs no server and no browser. */
class CitationsTest {

  private static final Path PROJECT =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final Set<String> ENDINGS =
      Set.of("java", "sql", "js", "ts", "jte", "html", "css", "yaml", "yml", "xml", "properties");
  private static final Set<String> FURTHER_ENDINGS = Set.of("sh", "md");

  private final Citations citations = new Citations(PROJECT);

  @Test
  void every_citation_leads_to_a_document_and_a_section_that_exist() throws IOException {
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean isBuilt = name.equals("target") || name.equals("node_modules");
            boolean isHidden = name.startsWith(".") && !name.equals(".github");
            return isBuilt || isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (cites(file.getFileName().toString())) {
              citations.check(file, Files.readString(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(citations.problems()).isEmpty();
    // A search that finds next to nothing has no problems either.
    assertThat(citations.found()).isGreaterThan(1_200);
  }

  /** All text but the samples of this test, which are wrong on purpose. */
  private static boolean cites(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return !name.equals("CitationsTest.java")
        && (ENDINGS.contains(ending) || FURTHER_ENDINGS.contains(ending) || name.equals("naru"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(spec/rest-api.md §4.4.1)",
        "(spec/rest-api.md §4.3.1-4.3.3, §4.7.4; docs/spec/pg-rules.md §2.1)",
        "/** Goes on in the next line (protocols/inicis.md\n"
            + " * §6.7, §6.8) and {@code later} (§3). */",
        "-- spec/rest-api.md\n-- §3 row 9",
        "spec/rest-api.md §3 rows 3, 4 and 5",
        "protocols/mobilians.md §7 item 1, protocols/mobilians.md §5.1 to §5.3",
        "G01, decision 1, docs/decisions/0006",
      })
  void right_citations_are_taken_as_such(String text) throws IOException {
    citations.check(PROJECT.resolve("Sample.java"), text);
    assertThat(citations.problems()).isEmpty();
    assertThat(citations.found()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec/rest-api.md §99                | spec/rest-api.md has no §99",
        "spec/rest-api.md §1, then §99       | spec/rest-api.md has no §99",
        "spec/rest-api.md §4.3.1-4.3.99      | spec/rest-api.md has no §4.3.99",
        "spec/none.md §1                     | there is no docs/spec/none.md",
        "see spec/none.md                    | there is no spec/none.md",
        "inicis.md §1                        | there is no docs/inicis.md",
        "§4                                  | § of which document?",
        "spec/rest-api.md §3 row 99          | spec/rest-api.md §3 has no row 99",
        "spec/rest-api.md §3 (row 9, row 99) | spec/rest-api.md §3 has no row 99",
        "protocols/mobilians.md §7 item 99   | protocols/mobilians.md §7 has no item 99",
        "protocols/mobilians.md §7-1         | §7-1 is no range",
        "pg-rules §2.1                       | write the document with its path: spec/pg-rules.md"
            + " §…",
        "spec/pg-rules.md §5, C1             | write row or item before its number",
        "protocols/inicis.md §11 hazard 9    | write row or item before its number",
        "G41                                 | spec/guarantees.md has no G41",
        "docs/decisions/0999                 | docs/decisions has no 0999-",
        "decision 99                         | docs/decisions has no 0099-",
      })
  void a_wrong_citation_is_told_with_its_line(String text, String problem) throws IOException {
    citations.check(PROJECT.resolve("Sample.java"), "first line\n// " + text);
    assertThat(citations.problems()).contains("Sample.java:2: " + problem);
  }

  @Test
  void a_section_alone_is_the_only_cited_documents() throws IOException {
    String one = "// spec/rest-api.md §1.2. And much further on: §4.4.1";
    citations.check(PROJECT.resolve("Sample.java"), one);
    assertThat(citations.problems()).isEmpty();
    citations.check(PROJECT.resolve("Sample.java"), one + "\n// and spec/webhooks.md §1");
    assertThat(citations.problems()).containsExactly("Sample.java:1: § of which document?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a file](none.md)             | the link leads nowhere: none.md",
        "[a heading](README.md#none)   | no heading there is called #none",
        "[in this page](#none)         | no heading there is called #none",
      })
  void a_link_that_leads_nowhere_is_told(String text, String problem) throws IOException {
    citations.check(PROJECT.resolve("CONTRIBUTING.md"), text);
    assertThat(citations.problems()).contains("CONTRIBUTING.md:1: " + problem);
  }
}

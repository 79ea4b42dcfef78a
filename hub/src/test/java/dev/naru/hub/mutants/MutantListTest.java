package dev.naru.hub.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.mutants.Mutant.StaleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of {@code ./naru mutants} keeps up with the code. */
class MutantListTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final List<Mutant> mutants = MutantList.read(ROOT.resolve("hub/src/mutants/mutants.txt"));

  MutantListTest() throws IOException {}

  @Test
  void every_mutant_can_still_be_made_and_its_test_exists() throws IOException {
    SourceTree tree = new SourceTree(ROOT);
    List<String> stale = new ArrayList<>();
    for (Mutant mutant : mutants) {
      try {
        mutant.applyTo(Files.readString(tree.source(mutant.source())));
        Path test = tree.test(mutant.testClass());
        if (!mutant.testMethod().isEmpty() && !tree.hasTest(test, mutant.testMethod())) {
          throw new StaleException("there is no test " + mutant.test());
        }
      } catch (StaleException e) {
        stale.add("%s %s: %s".formatted(mutant.guarantee(), mutant.title(), e.getMessage()));
      }
    }
    assertThat(stale).as("entries of hub/src/mutants/mutants.txt to write anew").isEmpty();
  }

  @Test
  void no_two_mutants_are_the_same() {
    assertThat(mutants).extracting(Mutant::title).doesNotHaveDuplicates();
    assertThat(mutants)
        .extracting(it -> it.source() + it.find() + it.replacement())
        .doesNotHaveDuplicates();
  }

  @Test
  void white_space_of_the_source_does_not_matter_and_the_text_must_be_there_once()
      throws StaleException {
    Mutant mutant = new Mutant("G09", "it", "A", "ATest", "a >\n b", "a >= b");
    assertThat(mutant.applyTo("if (a\n    > b) {}")).isEqualTo("if (a >= b) {}");
    assertThatThrownBy(() -> mutant.applyTo("if (a < b) {}")).isInstanceOf(StaleException.class);
    assertThatThrownBy(() -> mutant.applyTo("a > b; a > b")).isInstanceOf(StaleException.class);
  }
}

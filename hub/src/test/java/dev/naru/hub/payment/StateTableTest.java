package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table in the docs is printed from the code. */
@Tag("G12")
class StateTableTest {

  private static final String PAGE = "docs/concepts/the-way-of-a-payment.md";
  private static final String BEGIN =
      "<!-- generated: state-table (dev.naru.hub.payment.StateTableTest) -->\n";
  private static final String END = "<!-- /generated -->";

  @Test
  void the_documented_state_table_is_the_one_in_the_code() throws IOException {
    String page = Files.readString(page());
    assertThat(page).contains(BEGIN);
    String rest = page.substring(page.indexOf(BEGIN) + BEGIN.length());
    assertThat(rest.substring(0, rest.indexOf(END)))
        .as("paste this between the markers of " + PAGE + ":\n" + table())
        .isEqualTo(table());
  }

  private static String table() {
    return Arrays.stream(PaymentState.values())
        .map(state -> "| %s | `%s` | %s |\n".formatted(state, state.v1Status(), whatFollows(state)))
        .collect(
            Collectors.joining("", "| State | V1 `status` | may become |\n|---|---|---|\n", ""));
  }

  private static String whatFollows(PaymentState state) {
    return state.next().isEmpty()
        ? "–"
        : state.next().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
  }

  /** From the module's folder or from the project's. */
  private static Path page() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(PAGE))) {
        return at.resolve(PAGE);
      }
    }
    throw new AssertionError("no " + PAGE + " above " + Path.of("").toAbsolutePath());
  }
}

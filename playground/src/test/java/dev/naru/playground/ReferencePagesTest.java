package dev.naru.playground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.SettingField;
import dev.naru.sandbox.MagicCard;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that three pages of docs/reference are what the code prints. */
class ReferencePagesTest {

  private static final String BEGIN =
      "<!-- generated (dev.naru.playground.ReferencePagesTest) -->\n";
  private static final String END = "<!-- /generated -->";
  private static final Path ROOT = root();

  @Test
  void the_coverage_page_is_what_the_connectors_say() throws IOException {
    assertPage("coverage.md", coverage());
  }

  @Test
  void the_settings_page_is_what_the_hub_and_the_connectors_take() throws IOException {
    assertPage("settings.md", settings());
  }

  @Test
  void the_magic_values_page_is_what_the_sandbox_obeys() throws IOException {
    assertPage("magic-values.md", magicValues());
  }

  @Test
  void every_test_that_the_coverage_page_names_is_there() {
    for (PgConnector pg : connectors()) {
      for (PayMethod method : PayMethod.values()) {
        for (Operation operation : Operation.values()) {
          ProvingTest.of(pg.provider(), method, operation)
              .ifPresent(test -> assertThat(ROOT.resolve(test.path())).exists());
        }
      }
    }
  }

  private static String coverage() {
    return connectors().stream()
        .map(pg -> "## %s (`%s`)\n\n%s".formatted(pg.displayName("en"), pg.provider(), table(pg)))
        .collect(Collectors.joining("\n"));
  }

  private static String table(PgConnector pg) {
    return Arrays.stream(PayMethod.values())
        .filter(method -> pg.capabilities().byMethod().containsKey(method))
        .map(method -> "| `%s` | %s |\n".formatted(method.code(), cells(pg, method)))
        .collect(
            Collectors.joining(
                "",
                row("Method", operations()) + "|---".repeat(1 + Operation.values().length) + "|\n",
                ""));
  }

  private static List<String> operations() {
    return Arrays.stream(Operation.values())
        .map(it -> it.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
        .toList();
  }

  private static String row(String first, List<String> others) {
    return "| " + first + " | " + String.join(" | ", others) + " |\n";
  }

  private static String cells(PgConnector pg, PayMethod method) {
    return Arrays.stream(Operation.values())
        .map(operation -> cell(pg, method, operation))
        .collect(Collectors.joining(" | "));
  }

  private static String cell(PgConnector pg, PayMethod method, Operation operation) {
    if (!pg.capabilities().can(method, operation)) {
      return "–";
    }
    return ProvingTest.of(pg.provider(), method, operation)
        .map(test -> "[%s](../../%s)".formatted(test.name(), test.path()))
        .orElse("yes, untested");
  }

  private static String settings() {
    StringBuilder page = new StringBuilder("## Of a merchant\n\n");
    page.append("| Setting | Default | Allowed |\n|---|---|---|\n");
    for (Setting setting : Setting.values()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(setting.key(), code(setting.defaultValue()), code(allowed(setting))));
    }
    for (PgConnector pg : connectors()) {
      page.append(
          "\n## Of a channel of %s (`%s`)\n\n".formatted(pg.displayName("en"), pg.provider()));
      page.append(
          "| Setting | What it is | 한국어 | Default | Required | Secret |\n"
              + "|---|---|---|---|---|---|\n");
      for (SettingField field : pg.settings()) {
        page.append(
            "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                    field.key(),
                    cellText(field.labelEn()),
                    cellText(field.labelKo()),
                    code(field.defaultValue()),
                    field.required() ? "yes" : "–",
                    field.secret() ? "yes" : "–"));
      }
    }
    return page.toString();
  }

  /** The setting's pattern, which it doesn't publish. */
  private static String allowed(Setting setting) {
    try {
      Field allowed = Setting.class.getDeclaredField("allowed");
      allowed.setAccessible(true);
      return ((Pattern) allowed.get(setting)).pattern();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String magicValues() {
    StringBuilder page = new StringBuilder("| Card number | What happens | 한국어 |\n|---|---|---|\n");
    for (MagicCard card : MagicCard.values()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  card.number().replaceAll("(.{4})(?=.)", "$1-"), card.english(), card.korean()));
    }
    return page.toString();
  }

  private static List<PgConnector> connectors() {
    return ServiceLoader.load(PgConnectorFactory.class).stream()
        .map(
            factory ->
                factory
                    .get()
                    .create(
                        _ -> {
                          throw new IOException("nobody is called");
                        },
                        InstantSource.system()))
        .sorted(Comparator.comparing(PgConnector::provider))
        .toList();
  }

  private static String code(String value) {
    return value.isEmpty() ? "–" : "`" + cellText(value) + "`";
  }

  private static String cellText(String value) {
    return value.replace("|", "\\|");
  }

  private static void assertPage(String name, String generated) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/reference").resolve(name));
    assertThat(page).contains(BEGIN).contains(END);
    String rest = page.substring(page.indexOf(BEGIN) + BEGIN.length());
    assertThat(rest.substring(0, rest.indexOf(END)))
        .as("paste this between the markers of docs/reference/%s:\n%s", name, generated)
        .isEqualTo(generated);
  }

  /** The project's root; tests run in it or in the module's folder. */
  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("docs/reference"))) {
        return at;
      }
    }
    throw new AssertionError("no docs/reference above " + Path.of("").toAbsolutePath());
  }
}

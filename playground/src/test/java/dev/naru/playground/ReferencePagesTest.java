package dev.naru.playground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.SettingField;
import dev.naru.sandbox.MagicCard;
import java.io.IOException;
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
  private static final List<ProvingTest> PROOFS = ProvingTest.all(ROOT);

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
    assertThat(PROOFS).isNotEmpty();
    assertThat(PROOFS).allSatisfy(proof -> assertThat(ROOT.resolve(proof.path())).exists());
  }

  private static String coverage() {
    return connectors().stream()
        .map(pg -> "## %s (`%s`)\n\n%s".formatted(pg.displayName("en"), pg.provider(), table(pg)))
        .collect(Collectors.joining("\n"));
  }

  private static String table(PgConnector pg) {
    return pg.capabilities().byMethod().keySet().stream()
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
    return ProvingTest.of(PROOFS, pg.provider(), method, operation)
        .map(test -> "[%s](../../%s)".formatted(test.name(), test.path()))
        .orElse("yes, untested");
  }

  private static String settings() {
    StringBuilder page = new StringBuilder("## Of a merchant, whatever the PG\n\n");
    page.append("| Setting | Default | Allowed |\n|---|---|---|\n");
    for (Setting setting : Setting.values()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(setting.key(), code(setting.defaultValue()), allowed(setting.allowed())));
    }
    for (PgConnector pg : connectors()) {
      page.append("\n## Of %s (`%s`)\n\n".formatted(pg.displayName("en"), pg.provider()));
      page.append(
          """
          | Setting | Name | What it decides | 한국어 | Default | Allowed | Set on |
          |---|---|---|---|---|---|---|
          """);
      pg.settings().forEach(field -> page.append(line(pg.description(), field)));
    }
    return page.toString();
  }

  private static String line(PgDescription pg, SettingField field) {
    return "| `%s` | %s | %s | %s: %s | %s | %s | %s |\n"
        .formatted(
            field.key(),
            cellText(field.label().en()),
            cellText(field.decides().en()),
            cellText(field.label().ko()),
            cellText(field.decides().ko()),
            field.secret() ? "secret" : code(field.defaultValue()),
            allowed(field.allowed()),
            (pg.isMerchantWide(field) ? "channel, merchant" : "channel")
                + (field.required() ? "; required" : ""));
  }

  private static String allowed(AllowedValues values) {
    return switch (values) {
      case AllowedValues.Any _ -> "any text";
      case AllowedValues.OneOf(List<String> each) ->
          each.stream().map(ReferencePagesTest::code).collect(Collectors.joining(", "));
      case AllowedValues.Matching(Pattern pattern) -> code(pattern.pattern());
    };
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
        .map(factory ->
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
    Path file = ROOT.resolve("docs/reference").resolve(name);
    String page = Files.readString(file);
    assertThat(page).contains(BEGIN).contains(END);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String rest = page.substring(head.length());
    if (Boolean.getBoolean("naru.write-pages")) {
      Files.writeString(file, head + generated + rest.substring(rest.indexOf(END)));
      return;
    }
    assertThat(rest.substring(0, rest.indexOf(END)))
        .as("%s is not what the code says; ./naru pages writes it anew", file)
        .isEqualTo(generated);
  }

  /** Tests run in the module's folder or in the project's. */
  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("docs/reference"))) {
        return at;
      }
    }
    throw new AssertionError("no docs/reference above " + Path.of("").toAbsolutePath());
  }
}

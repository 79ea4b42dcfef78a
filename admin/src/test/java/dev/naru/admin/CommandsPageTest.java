package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page of commands is what the program prints. */
class CommandsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "commands.md");
  private static final String HEAD =
      """
      # naru-hub's commands

      Printed by the program itself: `./naru pages` writes this page anew. `naru-hub help COMMAND` says the same, in Korean where the locale
      is Korean. With `--json` a command prints one JSON value on standard output and nothing else there; a refusal is one sentence on standard
      error. Commands read the configuration of [configuration.md](../guides/configuration.md), and work over the database: no hub need run.
      Every change leaves a line in the audit log, which the database lets nobody change.
      """;

  @Test
  void the_page_is_what_the_help_says() throws IOException {
    Texts.speak(Map.of());
    StringBuilder page = new StringBuilder(HEAD);
    print(NaruHub.forHelp(), page);
    if (Boolean.getBoolean("naru.write-pages")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("%s is not what the help says; ./naru pages writes it anew", PAGE)
        .isEqualTo(page.toString());
  }

  private static void print(CommandLine command, StringBuilder page) {
    String name = command.getCommandSpec().qualifiedName();
    page.append("\n## ").append(name).append("\n\n```\n");
    page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).strip()).append("\n```\n");
    command.getSubcommands().values().forEach(below -> print(below, page));
  }
}

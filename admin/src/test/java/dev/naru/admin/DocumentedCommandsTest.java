package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the guides print of naru-hub's commands is what the program takes: each word, each option,
 * and all that are required. GoLiveTest runs those of the way to production; {@code acceptance}
 * runs those of the other pages.
 */
class DocumentedCommandsTest {

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\s*(?:\\S*/)?naru-hub ((?:[a-z].*\\\\\\n)*[a-z].*)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  @Test
  void every_printed_command_of_naru_hub_is_understood() throws IOException {
    Texts.speak(Map.of());
    int commands = 0;
    for (Path page : pages()) {
      String blocks = blocks(Files.readAllLines(page));
      for (String line : COMMAND.matcher(blocks).results().map(found -> found.group(1)).toList()) {
        List<String> words = words(line);
        assertThatCode(() -> NaruHub.forHelp().parseArgs(words.toArray(String[]::new)))
            .as("%s: naru-hub %s", page, line)
            .doesNotThrowAnyException();
        commands++;
      }
    }
    assertThat(commands).isGreaterThan(40);
  }

  /** What lies between fences. */
  private static String blocks(List<String> lines) {
    StringBuilder blocks = new StringBuilder();
    boolean inside = false;
    for (String line : lines) {
      if (line.strip().startsWith("```")) {
        inside = !inside;
      } else if (inside) {
        blocks.append(line).append('\n');
      }
    }
    return blocks.toString();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages =
        new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../README.ko.md")));
    for (String folder : List.of("docs/start", "docs/guides", "docs/concepts", "deploy")) {
      try (Stream<Path> files = Files.walk(Path.of("..", folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  /** The words of a command up to a redirection, a pipe, a comment or the next command. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line.replace("\\\n", " "))
        .results()
        .map(found ->
            found.group(1) != null
                ? found.group(1)
                : found.group(2) != null ? found.group(2) : found.group(3))
        .takeWhile(word -> !word.matches("#.*|>+.*|[0-9]>.*|<|\\||&&|&|;"))
        .forEach(words::add);
    return words;
  }
}

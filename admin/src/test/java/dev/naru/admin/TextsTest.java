package dev.naru.admin;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.Obstacle;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TextsTest {

  private static final Pattern USED =
      Pattern.compile(
          "(?:Texts\\.of|wrongUse|notDone)\\(\\s*\"([a-z.-]+)\"\\s*[,)]"
              + "|(?:ok|warning|trouble)\\(\\s*[a-zA-Z\" .()+:]+,\\s*\"([a-z.-]+)\"");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  @AfterEach
  void english() {
    Texts.speak(Map.of());
  }

  @Test
  void both_languages_have_the_same_keys_and_the_same_places_for_values() throws IOException {
    Properties english = bundle("");
    Properties korean = bundle("_ko");
    assertThat(korean.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(places(korean.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  @Test
  void every_text_that_the_code_asks_for_is_there() throws IOException {
    Set<String> keys = bundle("").stringPropertyNames();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      Set<String> used =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(file -> USED.matcher(read(file)).results())
              .map((MatchResult it) -> it.group(1) == null ? it.group(2) : it.group(1))
              .collect(toCollection(TreeSet::new));
      assertThat(used).hasSizeGreaterThan(60);
      assertThat(keys).containsAll(used);
    }
  }

  @Test
  void whatever_keeps_a_difference_open_has_a_text() throws IOException {
    assertThat(bundle("").stringPropertyNames())
        .containsAll(
            Arrays.stream(Obstacle.Kind.values())
                .map(kind -> "reconcile.obstacle." + kind.key())
                .toList());
  }

  @Test
  void the_help_fits_a_screen_and_explains_every_command_and_option_in_both_languages() {
    for (String locale : new String[] {"C", "ko_KR.UTF-8"}) {
      Texts.speak(Map.of("LANG", locale));
      CommandLine top = NaruHub.forHelp();
      assertThat(top.getUsageMessage().lines()).hasSizeLessThanOrEqualTo(40);
      explained(top);
    }
  }

  private static void explained(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    assertThat(command.getCommandSpec().usageMessage().header()).as(name).isNotEmpty();
    command
        .getCommandSpec()
        .args()
        .forEach(argument -> {
          if (!argument.hidden()) {
            assertThat(argument.description()).as("%s %s", name, argument).isNotEmpty();
          }
        });
    command.getSubcommands().values().forEach(TextsTest::explained);
  }

  @Test
  void the_language_is_the_locales() {
    Texts.speak(Map.of("LANG", "ko_KR.UTF-8"));
    assertThat(Texts.of("merchant.none")).startsWith("가맹점이");
    Texts.speak(Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", "C.UTF-8"));
    assertThat(Texts.of("merchant.none")).startsWith("There is no merchant");
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  private static Properties bundle(String language) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = TextsTest.class.getResourceAsStream("texts" + language + ".properties")) {
      texts.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

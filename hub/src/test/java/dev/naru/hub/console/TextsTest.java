package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.Obstacle;
import dev.naru.hub.user.Role;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

  private static final Path BUNDLES = Path.of("src/main/resources/messages/console");
  private static final Path TEMPLATES = Path.of("src/main/jte/console");
  private static final Pattern USED =
      Pattern.compile("\\.text\\(\\s*\"([a-z-]+\\.[a-z.-]+[a-z])\"");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  private static Properties bundle(String section, String language) throws IOException {
    Properties texts = new Properties();
    try (Reader in =
        Files.newBufferedReader(BUNDLES.resolve(section + "_" + language + ".properties"))) {
      texts.load(in);
    }
    return texts;
  }

  private static List<String> sections() throws IOException {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("_ko.properties"))
          .map(name -> name.replace("_ko.properties", ""))
          .toList();
    }
  }

  @Test
  void every_text_is_there_in_both_languages_with_the_same_places_for_values() throws IOException {
    for (String section : sections()) {
      Properties korean = bundle(section, "ko");
      Properties english = bundle(section, "en");
      assertThat(korean.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
      for (String key : korean.stringPropertyNames()) {
        assertThat(korean.getProperty(key)).as(key).isNotBlank();
        assertThat(places(english.getProperty(key)))
            .as("%s.%s", section, key)
            .isEqualTo(places(korean.getProperty(key)));
        if (places(english.getProperty(key)).isEmpty()) { // shown as it is
          assertThat(english.getProperty(key)).as(key).doesNotContain("''");
        } else {
          assertThat(english.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
        }
        if (!key.equals("other-language")) {
          assertThat(english.getProperty(key)).as(key).isNotBlank().doesNotMatch(".*[가-힣].*");
        }
      }
    }
  }

  @Test
  void every_text_that_a_template_or_a_controller_names_is_there() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path folder : List.of(TEMPLATES, Path.of("src/main/java/dev/naru/hub/console"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          USED.matcher(Files.readString(file)).results().forEach(it -> used.add(it.group(1)));
        }
      }
    }
    assertThat(used).hasSizeGreaterThan(20);
    Texts korean = new Texts("ko");
    assertThat(used).allSatisfy(key -> assertThat(korean.get(key)).isNotBlank());
  }

  @Test
  void every_place_and_role_has_a_name() {
    for (String language : List.of("ko", "en")) {
      Texts texts = new Texts(language);
      assertThat(Place.values())
          .allSatisfy(it -> assertThat(texts.get("nav." + it.key())).isNotBlank());
      assertThat(Role.values())
          .allSatisfy(it -> assertThat(texts.get("role." + it.word())).isNotBlank());
    }
  }

  @Test
  void whatever_keeps_a_difference_open_is_said_in_both_languages() {
    for (Obstacle.Kind kind : Obstacle.Kind.values()) {
      for (String language : new String[] {"ko", "en"}) {
        assertThat(new Texts(language).get("reconcile.obstacle-" + kind.key())).isNotBlank();
      }
    }
  }

  @Test
  void only_what_was_said_can_be_put_into_an_address() {
    Texts texts = new Texts("en");
    assertThat(texts.said("account.said-changed")).startsWith("Your password is changed");
    assertThat(
            Arrays.asList(
                "account.title", "account.said-nothing", "<script>", "", "nowhere.said-x"))
        .allSatisfy(key -> assertThat(texts.said(key)).isEmpty());
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

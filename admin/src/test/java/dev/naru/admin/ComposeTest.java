package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code deploy/compose.yaml} against what the hub, its image and the proxy's configuration say.
 * What can't be tried here is whether the images of a registry start.
 */
@SuppressWarnings("unchecked") // a file of maps and lists
class ComposeTest {

  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::\\?[^}]+)?}");
  private static final Map<String, String> DOT_ENV =
      Map.of("NARU_HOST", "pay.example.com", "NARU_DATABASE_PASSWORD", "p@ss %word");

  private final Map<String, Object> compose;

  ComposeTest() throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    try (Reader file = Files.newBufferedReader(DEPLOY.resolve("compose.yaml"))) {
      compose = new Yaml(new SafeConstructor(strict)).load(file);
    }
  }

  private Map<String, Object> service(String name) {
    return (Map<String, Object>) at((Map<String, Object>) at(compose, "services"), name);
  }

  private static Object at(Map<String, Object> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  /** With what is to be in .env put in. */
  private Map<String, String> environment(String name) {
    Map<String, String> values = new HashMap<>();
    ((Map<String, Object>) at(service(name), "environment"))
        .forEach((key, value) -> values.put(key, filledIn(String.valueOf(value))));
    return values;
  }

  private static String filledIn(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> {
          assertThat(DOT_ENV).as("the head of the file tells of it").containsKey(found.group(1));
          return Matcher.quoteReplacement(DOT_ENV.getOrDefault(found.group(1), ""));
        });
  }

  /** What the image sets. */
  private static Map<String, String> image() throws IOException {
    Map<String, String> values = new HashMap<>();
    Matcher each =
        Pattern.compile("(NARU_[A-Z_]+)=(\\S+)")
            .matcher(Files.readString(DEPLOY.resolve("Dockerfile")));
    while (each.find()) {
      values.put(each.group(1), each.group(2));
    }
    return values;
  }

  @Test
  void the_hub_takes_every_variable_that_it_is_given() throws IOException {
    Map<String, String> given = image();
    given.putAll(environment("hub"));
    assertThat(HubConfiguration.NAMES).containsAll(given.keySet());

    HubConfiguration read = HubConfiguration.of(given);

    assertThat(read.publicUrl()).isEqualTo("https://pay.example.com");
    assertThat(read.bind()).as("reached from another container").isEqualTo("0.0.0.0");
    assertThat(read.database().password()).isEqualTo("p@ss %word");
    assertThat(service("hub").get("volumes"))
        .as("the key ring outlives the container")
        .isEqualTo(List.of("naru-home:" + read.home()));
    assertThat(service("hub")).doesNotContainKey("ports");
  }

  @Test
  void the_database_is_the_one_that_the_hub_looks_for() {
    Map<String, String> hub = environment("hub");
    Map<String, String> database = environment("database");
    assertThat(hub.get("NARU_DATABASE_URL"))
        .isEqualTo("jdbc:postgresql://database:5432/" + database.get("POSTGRES_USER"));
    assertThat(hub).containsEntry("NARU_DATABASE_USER", database.get("POSTGRES_USER"));
    assertThat(hub).containsEntry("NARU_DATABASE_PASSWORD", database.get("POSTGRES_PASSWORD"));
    assertThat(service("database")).doesNotContainKey("ports");
  }

  @Test
  void the_proxy_in_front_is_believed_and_leads_to_the_hub() throws IOException {
    Map<String, Object> inside =
        (Map<String, Object>) at((Map<String, Object>) at(compose, "networks"), "inside");
    assertThat(inside.toString())
        .contains("subnet=" + environment("hub").get("NARU_TRUSTED_PROXIES"));
    for (String name : List.of("hub", "database", "caddy")) {
      assertThat(service(name).get("networks")).isEqualTo(List.of("inside"));
    }
    List<String> mounted = (List<String>) at(service("caddy"), "volumes");
    String file = mounted.getFirst().substring(0, mounted.getFirst().indexOf(':'));
    assertThat(Files.readString(DEPLOY.resolve(file)))
        .contains("\n{$NARU_HOST} {\n", "reverse_proxy hub:8080 {", "header_up -Forwarded");
  }

  @Test
  void every_volume_that_is_named_is_declared() {
    Map<String, Object> declared = (Map<String, Object>) at(compose, "volumes");
    for (String name : List.of("hub", "database", "caddy")) {
      for (String volume : (List<String>) at(service(name), "volumes")) {
        if (!volume.startsWith(".")) {
          assertThat(declared).containsKey(volume.substring(0, volume.indexOf(':')));
        }
      }
    }
  }
}

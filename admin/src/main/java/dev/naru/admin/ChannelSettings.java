package dev.naru.admin;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Collects the settings of a new channel, whose fields the PG's connector describes. A secret comes
 * from a file, from standard input, from the environment or from a prompt, and never from an
 * argument, which every user of the machine can see.
 */
final class ChannelSettings {

  private static final long LARGEST_FILE = 64 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private final PgConnector connector;
  private final Surroundings surroundings;
  private final Map<String, String> values = new LinkedHashMap<>();

  ChannelSettings(PgConnector connector, Surroundings surroundings) {
    this.connector = connector;
    this.surroundings = surroundings;
  }

  /** Takes settings {@code key=value} from the command line; refuses a secret there. */
  ChannelSettings fromArguments(List<String> given) {
    for (String each : given) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw RefusedCommand.wrongUse("setting.form", each);
      }
      String key = each.substring(0, equals).strip();
      if (field(key).secret()) {
        throw RefusedCommand.wrongUse("channel.secret-argument", key, variable(key));
      }
      put(key, each.substring(equals + 1).strip());
    }
    return this;
  }

  /**
   * Takes settings from a file: lines of {@code key=value}, or one JSON object.
   *
   * @param file {@code -} for standard input
   */
  ChannelSettings fromFile(@Nullable String file) {
    if (file != null) {
      read(text(file), file).forEach(this::put);
    }
    return this;
  }

  /** Takes secrets that the file didn't have from {@code NARU_SECRET_...}. */
  ChannelSettings fromEnvironment() {
    for (SettingField field : connector.settings()) {
      String value = surroundings.environment().getOrDefault(variable(field.key()), "").strip();
      if (field.secret() && !value.isEmpty() && !values.containsKey(field.key())) {
        put(field.key(), value);
      }
    }
    return this;
  }

  /** Asks for required secrets that are still missing, if there is a terminal. */
  ChannelSettings fromPrompt(@Nullable Console console) {
    if (console == null || !console.isTerminal()) {
      return this;
    }
    for (SettingField field : connector.settings()) {
      if (field.required() && values.getOrDefault(field.key(), "").isBlank()) {
        String label = field.label().in(Texts.language()) + " (" + field.key() + "): ";
        char[] typed = field.secret() ? console.readPassword(label) : read(console, label);
        put(field.key(), typed == null ? "" : new String(typed).strip());
      }
    }
    return this;
  }

  private static char @Nullable [] read(Console console, String label) {
    String line = console.readLine(label);
    return line == null ? null : line.toCharArray();
  }

  /**
   * All settings.
   *
   * @throws RefusedCommand when a required one is missing
   */
  Map<String, String> complete() {
    List<String> missing =
        connector.settings().stream()
            .filter(SettingField::required)
            .filter(field -> values.getOrDefault(field.key(), "").isBlank())
            .map(field -> field.key() + " (" + field.label().in(Texts.language()) + ")")
            .toList();
    if (!missing.isEmpty()) {
      throw RefusedCommand.wrongUse(
          "channel.missing", connector.provider(), String.join(", ", missing));
    }
    return new TreeMap<>(values);
  }

  private void put(String key, String value) {
    SettingField field = field(key);
    if (!value.isEmpty() && !field.allowed().allows(value)) {
      throw field.secret()
          ? RefusedCommand.wrongUse("channel.secret-value", key)
          : RefusedCommand.wrongUse(
              "setting.value", key, value, MerchantSettings.words(field.allowed()));
    }
    values.put(key, value);
  }

  private SettingField field(String key) {
    return connector
        .description()
        .setting(key)
        .orElseThrow(() ->
            RefusedCommand.wrongUse(
                "channel.unknown-field",
                connector.provider(),
                key,
                String.join(", ", connector.settings().stream().map(SettingField::key).toList())));
  }

  /** The environment variable that may hold a secret. */
  static String variable(String key) {
    String snake = key.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
    return "NARU_SECRET_" + snake.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private String text(String file) {
    try {
      if (file.equals("-")) {
        return bounded(surroundings.in(), file);
      }
      Path path = Path.of(file);
      try (InputStream in = Files.newInputStream(path)) {
        warnOfReaders(path);
        return bounded(in, file);
      }
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw RefusedCommand.wrongUse("channel.secrets-file", file, Refusals.ofFile(e));
    }
  }

  private static String bounded(InputStream in, String file) throws IOException {
    byte[] bytes = in.readNBytes((int) LARGEST_FILE + 1);
    if (bytes.length > LARGEST_FILE) {
      throw RefusedCommand.wrongUse("channel.secrets-size", file);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void warnOfReaders(Path file) throws IOException {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        surroundings.err().println(Texts.of("channel.secrets-readable", file.toString()));
      }
    } catch (UnsupportedOperationException e) {
      // The file system has no such permissions.
    }
  }

  private static Map<String, String> read(String text, String file) {
    if (text.stripLeading().startsWith("{")) {
      try {
        Map<String, String> read = new LinkedHashMap<>();
        JSON.readValue(text, OBJECT)
            .forEach((key, value) -> read.put(key, Objects.toString(value, "").strip()));
        return read;
      } catch (JacksonException e) {
        // The cause is left out, because a parser's message may quote a secret.
        throw RefusedCommand.wrongUse("channel.secrets-json", file);
      }
    }
    Map<String, String> read = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\\R")) {
      number++;
      Optional<String> content =
          Optional.of(line.strip()).filter(it -> !it.isEmpty() && !it.startsWith("#"));
      if (content.isEmpty()) {
        continue;
      }
      int equals = content.get().indexOf('=');
      if (equals < 1) {
        throw RefusedCommand.wrongUse("channel.secrets-line", file, String.valueOf(number));
      }
      String key = content.get().substring(0, equals).strip();
      if (read.put(key, content.get().substring(equals + 1).strip()) != null) {
        throw RefusedCommand.wrongUse("channel.secrets-twice", file, key);
      }
    }
    return read;
  }
}

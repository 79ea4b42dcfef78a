package dev.naru.pg.mobilians.wire;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object from KG Mobilians, parsed strictly: it must be UTF-8 and one object, with no name
 * twice and nothing after it (protocols/mobilians.md §2.1). KG sends most values as strings and
 * some amounts as numbers; both are read.
 */
public record MobiliansJson(JsonNode node) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Parses an answer; empty when it isn't such a JSON object. */
  public static Optional<MobiliansJson> parse(byte[] answer) {
    try {
      JsonNode node = MAPPER.readTree(answer);
      return node != null && node.isObject()
          ? Optional.of(new MobiliansJson(node))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Writes compact JSON in the map's order: a {@link Long} as a number, a map as an object. */
  public static String write(SequencedMap<String, ?> values) {
    return MAPPER.writeValueAsString(values);
  }

  /**
   * The value as text, when it is a string or a whole number; empty when it is absent, null or
   * anything else.
   */
  public String get(String name) {
    JsonNode value = node.path(name);
    return value.isString() || value.isIntegralNumber() ? value.asString() : "";
  }

  @Override
  public String toString() {
    return "Json" + node.properties().stream().map(Map.Entry::getKey).toList();
  }
}

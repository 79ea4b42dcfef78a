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
 * A JSON object of KG Mobilians, read strictly: UTF-8, one object, no name twice, nothing behind it
 * (protocols/mobilians.md §2.1). Values are strings, amounts now and then numbers; both are taken.
 */
public record Json(JsonNode node) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads an answer; empty where it isn't a JSON object. */
  public static Optional<Json> parse(byte[] answer) {
    try {
      JsonNode node = MAPPER.readTree(answer);
      return node != null && node.isObject() ? Optional.of(new Json(node)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Compact, in the map's order. A {@link Long} is written as a number, a map as an object. */
  public static String write(SequencedMap<String, ?> values) {
    return MAPPER.writeValueAsString(values);
  }

  /** The text of a string or a whole number; empty when absent, null or of another kind. */
  public String get(String name) {
    JsonNode value = node.path(name);
    return value.isString() || value.isIntegralNumber() ? value.asString() : "";
  }

  @Override
  public String toString() {
    return "Json" + node.properties().stream().map(Map.Entry::getKey).toList();
  }
}

package dev.naru.pg.inicis.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object of KG INICIS, read strictly: UTF-8, one object, no name twice, nothing behind it
 * (protocols/inicis.md §11 row 28). Values are mostly strings, even numbers; both are taken.
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

  /** Compact, in the map's order, Korean and {@code /} unescaped (protocols/inicis.md §7). */
  public static String write(SequencedMap<String, String> values) {
    return MAPPER.writeValueAsString(values);
  }

  static String quote(String value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The text of a string or a number; empty when absent, null or of another kind. */
  public String get(String name) {
    JsonNode value = node.path(name);
    return value.isString() || value.isIntegralNumber() ? value.asString() : "";
  }

  /** An object inside; an empty one when absent. */
  public Json object(String name) {
    JsonNode inner = node.path(name);
    return new Json(inner.isObject() ? inner : MAPPER.createObjectNode());
  }

  /** The objects of a list; empty when absent. */
  public List<Json> list(String name) {
    JsonNode inner = node.path(name);
    return inner.isArray()
        ? inner.values().stream().filter(JsonNode::isObject).map(Json::new).toList()
        : List.of();
  }

  @Override
  public String toString() {
    return "Json" + node.properties().stream().map(Map.Entry::getKey).toList();
  }
}

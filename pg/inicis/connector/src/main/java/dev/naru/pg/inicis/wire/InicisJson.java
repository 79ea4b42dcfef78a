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
 * A JSON object from KG INICIS, parsed strictly: it must be UTF-8 and one object, with no name
 * twice and nothing after it (protocols/inicis.md §11 row 28). KG INICIS sends most values as
 * strings, even numbers; both are read.
 */
public record InicisJson(JsonNode node) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Parses an answer; empty when it isn't such a JSON object. */
  public static Optional<InicisJson> parse(byte[] answer) {
    try {
      JsonNode node = MAPPER.readTree(answer);
      return node != null && node.isObject() ? Optional.of(new InicisJson(node)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes compact JSON in the map's order, with Korean letters and {@code /} unescaped
   * (protocols/inicis.md §7).
   */
  public static String write(SequencedMap<String, String> values) {
    return MAPPER.writeValueAsString(values);
  }

  static String quote(String value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * The value as text, when it is a string or a number; empty when it is absent, null or anything
   * else.
   */
  public String get(String name) {
    JsonNode value = node.path(name);
    return value.isString() || value.isIntegralNumber() ? value.asString() : "";
  }

  /** The inner object with this name; an empty object when absent. */
  public InicisJson object(String name) {
    JsonNode inner = node.path(name);
    return new InicisJson(inner.isObject() ? inner : MAPPER.createObjectNode());
  }

  /** The objects of the list with this name; empty when absent. */
  public List<InicisJson> list(String name) {
    JsonNode inner = node.path(name);
    return inner.isArray()
        ? inner.values().stream().filter(JsonNode::isObject).map(InicisJson::new).toList()
        : List.of();
  }

  @Override
  public String toString() {
    return "Json" + node.properties().stream().map(Map.Entry::getKey).toList();
  }
}

package dev.naru.hub.checkout;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads loosely typed JSON of shop pages: numbers may be text, booleans may be {@code "true"} or
 * {@code "1"}, and what is empty is absent.
 */
final class ParamReader {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JsonNode node;

  ParamReader(JsonNode node) {
    this.node = node;
  }

  /** The member as it is; a missing one is a missing node. */
  JsonNode at(String... path) {
    JsonNode found = node;
    for (String name : path) {
      found = found.path(name);
    }
    return found;
  }

  /** Null when absent, blank or not a scalar. */
  @Nullable String text(String... path) {
    JsonNode found = at(path);
    if (!found.isValueNode() || found.isNull()) {
      return null;
    }
    String text = found.isString() ? found.stringValue() : found.toString();
    return text.isBlank() ? null : text.strip();
  }

  /** Descriptive text, cut at a number of characters (spec/rest-api.md §1.8). */
  @Nullable String text(String name, int maxChars) {
    String text = text(name);
    return text == null ? null : cut(text, maxChars);
  }

  /** Null when absent or unreadable. */
  @Nullable Boolean bool(String... path) {
    String text = text(path);
    return text == null
        ? null
        : switch (text.toLowerCase(Locale.ROOT)) {
          case "true", "1", "y" -> Boolean.TRUE;
          case "false", "0", "n" -> Boolean.FALSE;
          default -> null;
        };
  }

  /** One text or an array of them. */
  List<String> texts(String name) {
    JsonNode found = at(name);
    Stream<JsonNode> nodes = found.isArray() ? found.valueStream() : Stream.of(found);
    return nodes
        .filter(JsonNode::isString)
        .map(each -> each.stringValue().strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  Map<String, Object> object(String name) {
    JsonNode found = at(name);
    return found.isObject() ? JSON.convertValue(found, OBJECT) : Map.of();
  }

  /** Cuts by code points, so that no character is torn apart. */
  static String cut(String text, int maxChars) {
    return text.codePointCount(0, text.length()) <= maxChars
        ? text
        : text.substring(0, text.offsetByCodePoints(0, maxChars));
  }
}

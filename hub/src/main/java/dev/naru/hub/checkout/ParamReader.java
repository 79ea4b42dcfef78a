package dev.naru.hub.checkout;

import dev.naru.hub.text.CodePoints;
import dev.naru.hub.text.OuterSpace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the loosely typed JSON of shop pages: a number may be text, a boolean may be {@code "true"}
 * or {@code "1"}, and an empty text counts as absent. Unlike the REST API's parameters, an
 * unreadable value is no error here, because V1's SDK ignores it.
 */
final class ParamReader {

  /** Refuses a key that stands twice. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JsonNode node;

  ParamReader(JsonNode node) {
    this.node = node;
  }

  /** The member as it was sent; a missing node when it is absent. */
  JsonNode at(String... path) {
    JsonNode found = node;
    for (String name : path) {
      found = found.path(name);
    }
    return found;
  }

  /** The member as text, stripped; null when it is absent, blank or not a scalar. */
  @Nullable String text(String... path) {
    JsonNode found = at(path);
    if (!found.isValueNode() || found.isNull()) {
      return null;
    }
    String text = OuterSpace.strip(found.isString() ? found.stringValue() : found.toString());
    return text.isEmpty() ? null : text;
  }

  /** A descriptive text, cut after {@code maxChars} code points (spec/rest-api.md §1.8). */
  @Nullable String text(String name, int maxChars) {
    String text = text(name);
    return text == null ? null : CodePoints.cut(text, maxChars);
  }

  /** The member as a boolean; null when it is absent or unreadable. */
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

  /** The texts of an array, or one text alone as a list of one. */
  List<String> texts(String name) {
    JsonNode found = at(name);
    Stream<JsonNode> nodes = found.isArray() ? found.valueStream() : Stream.of(found);
    return nodes
        .filter(JsonNode::isString)
        .map(each -> OuterSpace.strip(each.stringValue()))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The object's members as plain Java values; empty when the member isn't an object. */
  Map<String, Object> object(String name) {
    JsonNode found = at(name);
    return found.isObject() ? JSON.convertValue(found, OBJECT) : Map.of();
  }
}

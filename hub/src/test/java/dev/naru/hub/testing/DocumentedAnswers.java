package dev.naru.hub.testing;

import dev.naru.hub.v1.document.ApiDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds V1's answers against the OpenAPI document that the hub serves: every status and every field
 * that an operation answers with must stand there. All wire tests' answers pass through here.
 */
public final class DocumentedAnswers {

  private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(ApiDocument.asJson());
  private static final Map<String, List<Path>> PATHS = paths();

  private DocumentedAnswers() {}

  private record Path(Pattern pattern, JsonNode operations) {}

  /** Those with fewer variables come first: {@code /payments/prepare} isn't a payment's number. */
  private static Map<String, List<Path>> paths() {
    List<Path> all =
        DOCUMENT
            .path("paths")
            .propertyStream()
            .sorted(
                Comparator.comparingLong(
                    path -> path.getKey().chars().filter(c -> c == '{').count()))
            .map(path ->
                new Path(
                    Pattern.compile(path.getKey().replaceAll("\\{[^}]*}", "[^/]+")),
                    path.getValue()))
            .toList();
    Map<String, List<Path>> byMethod = new TreeMap<>();
    for (String method : List.of("get", "post", "put", "delete")) {
      byMethod.put(method, all.stream().filter(path -> path.operations().has(method)).toList());
    }
    return byMethod;
  }

  /**
   * Does nothing for a path that no operation has.
   *
   * @param path with its query
   * @param envelope the answer's body
   * @throws AssertionError when the document doesn't say what was answered
   */
  public static void check(String method, String path, int status, JsonNode envelope) {
    operation(method, path.replaceAll("[?#].*", ""))
        .ifPresent(operation -> {
          String where = method + " " + path + " answered " + status;
          JsonNode responses = operation.path("responses");
          if (!responses.has(Integer.toString(status)) && !responses.has("default")) {
            throw new AssertionError(where + ", which its OpenAPI operation doesn't list");
          }
          if (envelope.path("code").asInt() == 0) {
            checkValue(where, responseOf(responses), envelope.path("response"));
          }
        });
  }

  private static Optional<JsonNode> operation(String method, String path) {
    String verb = method.toLowerCase(Locale.ROOT);
    return PATHS.getOrDefault(verb, List.of()).stream()
        .filter(each -> each.pattern().matcher(path).matches())
        .findFirst()
        .map(each -> each.operations().path(verb));
  }

  private static JsonNode responseOf(JsonNode responses) {
    return responses
        .path("200")
        .at("/content/application~1json/schema/allOf/1/properties/response");
  }

  private static void checkValue(String where, JsonNode schema, JsonNode value) {
    JsonNode meant = resolved(schema);
    if (meant.has("anyOf")) {
      String part = value.isArray() ? "items" : "properties";
      JsonNode chosen =
          meant
              .path("anyOf")
              .valueStream()
              .map(DocumentedAnswers::resolved)
              .filter(one -> one.has(part))
              .findFirst()
              .orElseThrow(() -> new AssertionError(where + " = " + value + ": no such shape"));
      checkValue(where, chosen, value);
    } else if (value.isArray()) {
      value.forEach(item -> checkValue(where + "[]", meant.path("items"), item));
    } else if (value.isObject() && meant.has("properties")) {
      value
          .propertyStream()
          .forEach(property -> {
            JsonNode field = meant.path("properties").path(property.getKey());
            if (field.isMissingNode()) {
              throw new AssertionError(
                  where + " with a field that isn't documented: " + property.getKey());
            }
            checkValue(where + "." + property.getKey(), field, property.getValue());
          });
    } else if (!fits(meant.path("type"), value)) {
      throw new AssertionError(where + " = " + value + ", documented as " + meant.path("type"));
    }
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? DOCUMENT.at(schema.path("$ref").asString().substring(1)) : schema;
  }

  private static boolean fits(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      return type.valueStream().anyMatch(each -> fits(each, value));
    }
    return switch (type.asString("")) {
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }
}

package dev.naru.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON object of a control call. Every method throws a {@link ControlException} (400)
 * that names the key when a value is missing or of the wrong kind.
 */
final class ControlBody {

  private final ObjectNode json;

  /** The path of this object in the body, for messages: empty or, for example, {@code "match."}. */
  private final String at;

  private ControlBody(ObjectNode json, String at) {
    this.json = json;
    this.at = at;
  }

  static ControlBody of(String text) {
    try {
      JsonNode node = ControlJson.MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        return new ControlBody(object, "");
      }
      throw ControlException.bad("the body must be a JSON object");
    } catch (JacksonException e) {
      throw ControlException.bad("the body is not JSON: " + e.getOriginalMessage());
    }
  }

  /** Refuses every key that isn't one of these. */
  ControlBody only(String... keys) {
    List<String> known = Arrays.asList(keys);
    for (String key : json.propertyNames()) {
      if (!known.contains(key)) {
        throw ControlException.bad(
            "unknown key: %s%s (known: %s)".formatted(at, key, String.join(", ", known)));
      }
    }
    return this;
  }

  List<String> keys() {
    return List.copyOf(json.propertyNames());
  }

  boolean has(String key) {
    return json.has(key);
  }

  /** A text that is not blank. */
  String text(String key) {
    JsonNode value = required(key);
    if (!value.isString() || value.asString().isBlank()) {
      throw ControlException.bad(at + key + " must be a text that is not empty, not " + value);
    }
    return value.asString();
  }

  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** A text, a number or a boolean, as text. */
  String plain(String key) {
    JsonNode value = required(key);
    if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
      throw ControlException.bad(at + key + " must be a text, a number or a boolean, not " + value);
    }
    return value.asString();
  }

  /** A whole number within bounds; {@code 1000.0} is one too. */
  long number(String key, long least, long most) {
    JsonNode value = required(key);
    if (value.isNumber()) {
      try {
        long number = value.decimalValue().longValueExact();
        if (number >= least && number <= most) {
          return number;
        }
      } catch (ArithmeticException e) {
        // The number isn't whole or is larger than a long; it is refused below like any number out
        // of range.
      }
    }
    throw ControlException.bad(
        "%s%s must be a whole number from %d to %d, not %s".formatted(at, key, least, most, value));
  }

  ControlBody object(String key) {
    if (required(key) instanceof ObjectNode object) {
      return new ControlBody(object, at + key + ".");
    }
    throw ControlException.bad(at + key + " must be an object, not " + json.get(key));
  }

  List<ControlBody> objects(String key) {
    JsonNode array = required(key);
    if (!array.isArray()) {
      throw ControlException.bad(at + key + " must be an array, not " + array);
    }
    List<ControlBody> objects = new ArrayList<>();
    for (JsonNode element : array) {
      String name = "%s%s[%d]".formatted(at, key, objects.size());
      if (!(element instanceof ObjectNode object)) {
        throw ControlException.bad(name + " must be an object, not " + element);
      }
      objects.add(new ControlBody(object, name + "."));
    }
    return objects;
  }

  private JsonNode required(String key) {
    JsonNode value = json.get(key);
    if (value == null) {
      throw ControlException.bad(at + key + " is missing");
    }
    return value;
  }
}

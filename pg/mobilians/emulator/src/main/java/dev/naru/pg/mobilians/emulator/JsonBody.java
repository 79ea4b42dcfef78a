package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request's JSON body; what is wrong with it is a 6101 that names the field. */
final class JsonBody {

  private final JsonNode node;

  private JsonBody(JsonNode node) {
    this.node = node;
  }

  /**
   * @throws PgRefusal 6101 when the body is no JSON object
   */
  static JsonBody of(byte[] body) {
    try {
      JsonNode node = JsonMapper.shared().readTree(body);
      if (node.isObject()) {
        return new JsonBody(node);
      }
    } catch (JacksonException e) {
      // Refused below, like anything else that is no object.
    }
    throw Refusals.parameter("body", "JSON 형식이 아닙니다.");
  }

  /**
   * @throws PgRefusal 6101 when it is missing or longer
   */
  String required(String name, int most) {
    String value = optional(name, most);
    if (value.isEmpty()) {
      throw Refusals.parameter(name, "필수 값이 없습니다.");
    }
    return value;
  }

  /** The text, or empty. @throws PgRefusal 6101 when it is longer */
  String optional(String name, int most) {
    String value = text(node.get(name));
    // The limits count bytes, two for a Hangul syllable (protocols/mobilians.md §7 item 11).
    if (value.getBytes(Reply.EUC_KR).length > most) {
      throw Refusals.parameter(name, "최대 " + most + "바이트입니다.");
    }
    return value;
  }

  /** Whole won of at most ten digits. */
  long won(String name) {
    return won(name, required(name, 10));
  }

  static long won(String name, String text) {
    if (!text.matches("[0-9]{1,10}")) {
      throw Refusals.parameter(name, "금액 형식이 아닙니다.");
    }
    return Long.parseLong(text);
  }

  /** The object of that name; an empty one where there is none. */
  JsonBody object(String name) {
    JsonNode child = node.get(name);
    return new JsonBody(
        child != null && child.isObject() ? child : JsonMapper.shared().createObjectNode());
  }

  boolean has(String name) {
    return node.has(name);
  }

  /** Every plain value, as text. */
  Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                texts.put(field.getKey(), text(field.getValue()));
              }
            });
    return texts;
  }

  private static String text(@Nullable JsonNode value) {
    return value == null || value.isNull() || !value.isValueNode() ? "" : value.asString();
  }
}

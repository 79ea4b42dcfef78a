package dev.naru.pg.mobilians.emulator;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A request's JSON body; what is wrong with it is a 6101 that names the field. */
final class Json {

  /** Limits count bytes of the PG's charset, two a Hangul (protocols/mobilians.md §7 item 11). */
  private static final Charset MS949 = Charset.forName("x-windows-949");

  private final JsonNode node;

  private Json(JsonNode node) {
    this.node = node;
  }

  /**
   * @throws Refusal 6101 when the body is no JSON object
   */
  static Json of(byte[] body) {
    try {
      JsonNode node = Notebook.JSON.readTree(body);
      if (node.isObject()) {
        return new Json(node);
      }
    } catch (JacksonException e) {
      // Refused below, like anything else that is no object.
    }
    throw Refusal.parameter("body", "JSON 형식이 아닙니다.");
  }

  /**
   * @throws Refusal 6101 when it is missing or longer
   */
  String required(String name, int most) {
    String value = optional(name, most);
    if (value.isEmpty()) {
      throw Refusal.parameter(name, "필수 값이 없습니다.");
    }
    return value;
  }

  /** The text, or empty. @throws Refusal 6101 when it is longer */
  String optional(String name, int most) {
    String value = text(node.get(name));
    if (value.getBytes(MS949).length > most) {
      throw Refusal.parameter(name, "최대 " + most + "바이트입니다.");
    }
    return value;
  }

  /** Whole won of at most ten digits. */
  long won(String name) {
    return won(name, required(name, 10));
  }

  static long won(String name, String text) {
    if (!text.matches("[0-9]{1,10}")) {
      throw Refusal.parameter(name, "금액 형식이 아닙니다.");
    }
    return Long.parseLong(text);
  }

  /** The object of that name; an empty one where there is none. */
  Json object(String name) {
    JsonNode child = node.get(name);
    return new Json(child != null && child.isObject() ? child : Notebook.JSON.createObjectNode());
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

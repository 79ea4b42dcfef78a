package dev.naru.pg.mobilians.emulator.wire;

import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON body of a request. A wrong body is refused with code 6101, and the text names the field.
 */
public final class JsonBody {

  private final JsonNode node;

  private JsonBody(JsonNode node) {
    this.node = node;
  }

  /**
   * Reads a body.
   *
   * @throws PgRefusal 6101 when it is no JSON object
   */
  public static JsonBody of(byte[] body) {
    try {
      JsonNode node = JsonMapper.shared().readTree(body);
      if (node.isObject()) {
        return new JsonBody(node);
      }
    } catch (JacksonException e) {
      // Refused below, like JSON that is no object.
    }
    throw Refusals.parameter("body", "JSON 형식이 아닙니다.");
  }

  /**
   * A text that must be there.
   *
   * @param most the most bytes in EUC-KR
   * @throws PgRefusal 6101 when it is missing or longer
   */
  public String required(String name, int most) {
    String value = optional(name, most);
    if (value.isEmpty()) {
      throw Refusals.parameter(name, "필수 값이 없습니다.");
    }
    return value;
  }

  /**
   * A text; empty when it is missing.
   *
   * @param most the most bytes in EUC-KR
   * @throws PgRefusal 6101 when it is longer
   */
  public String optional(String name, int most) {
    String value = text(node.get(name));
    // The limits count bytes, two for a Hangul syllable (protocols/mobilians.md §7 item 11).
    if (value.getBytes(Reply.EUC_KR).length > most) {
      throw Refusals.parameter(name, "최대 " + most + "바이트입니다.");
    }
    return value;
  }

  /**
   * An amount in won of at most ten digits.
   *
   * @throws PgRefusal 6101 when it is missing or no such amount
   */
  public long won(String name) {
    return won(name, required(name, 10));
  }

  /**
   * The amount in won that a text has.
   *
   * @param name the field's name, for the refusal
   * @throws PgRefusal 6101 when it isn't written in one to ten digits
   */
  public static long won(String name, String text) {
    if (!text.matches("[0-9]{1,10}")) {
      throw Refusals.parameter(name, "금액 형식이 아닙니다.");
    }
    return Long.parseLong(text);
  }

  /** The object with this name; an empty one when it is missing. */
  public JsonBody object(String name) {
    JsonNode child = node.get(name);
    return new JsonBody(
        child != null && child.isObject() ? child : JsonMapper.shared().createObjectNode());
  }

  /** Whether a value with this name is there. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** All plain values as text. */
  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    node.properties()
        .forEach(field -> {
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

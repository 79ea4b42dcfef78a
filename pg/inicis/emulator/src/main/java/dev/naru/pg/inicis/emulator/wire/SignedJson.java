package dev.naru.pg.inicis.emulator.wire;

import dev.naru.sandbox.kit.PgRefusal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of an INIAPI v2 call (protocols/inicis.md §7). Its hash covers the text of {@code data}
 * as it was sent; therefore that text is cut out of the body and not written anew.
 *
 * @param fields the plain fields of the outer object
 * @param data the fields of the object {@code data}
 * @param dataText the text of {@code data} as it was sent, with {@code \/} turned into {@code /}
 */
public record SignedJson(Map<String, String> fields, Map<String, String> data, String dataText) {

  /**
   * Reads a body.
   *
   * @throws PgRefusal ER0101 when it is no JSON object
   */
  public static SignedJson of(String body) {
    var fields = new LinkedHashMap<String, String>();
    String dataText = "";
    try (JsonParser parser = JsonMapper.shared().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT && name.equals("data")) {
          int from = (int) parser.currentTokenLocation().getCharOffset();
          parser.skipChildren();
          dataText = body.substring(from, (int) parser.currentLocation().getCharOffset());
        } else if (value.isScalarValue()) {
          fields.putIfAbsent(name, parser.getString());
        } else {
          parser.skipChildren();
        }
      }
      return new SignedJson(fields, texts(dataText), dataText.replace("\\/", "/"));
    } catch (JacksonException e) {
      throw malformed();
    }
  }

  private static Map<String, String> texts(String json) {
    var texts = new LinkedHashMap<String, String>();
    if (!json.isEmpty()) {
      JsonMapper.shared()
          .readTree(json)
          .properties()
          .forEach(p -> texts.put(p.getKey(), p.getValue().asString("")));
    }
    return texts;
  }

  private static PgRefusal malformed() {
    return new PgRefusal("ER0101", "요청 전문이 올바르지 않습니다.");
  }

  /** A field of the outer object; empty when it is missing. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** A field of {@code data}; empty when it is missing. */
  public String data(String name) {
    return data.getOrDefault(name, "");
  }
}

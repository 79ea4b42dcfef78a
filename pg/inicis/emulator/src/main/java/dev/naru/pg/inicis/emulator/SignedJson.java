package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.kit.PgRefusal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * An INIAPI v2 body (protocols/inicis.md §7). The hash covers the text of {@code data} as it was
 * sent, so that text is cut out of the body, not written anew.
 *
 * @param fields the envelope's texts
 * @param data the fields of {@code data}
 * @param dataText as sent, with the backslash before a slash taken away
 */
record SignedJson(Map<String, String> fields, Map<String, String> data, String dataText) {

  /**
   * @throws PgRefusal when it isn't such a body
   */
  static SignedJson of(String body) {
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

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  String data(String name) {
    return data.getOrDefault(name, "");
  }
}

package dev.naru.hub.v1;

import dev.naru.hub.channel.StandardCodes;
import dev.naru.hub.v1.wire.WritesJson;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** A bank or a card company by V1's code of three digits (spec/rest-api.md §6.1, §6.2). */
record StandardCode(String code, String name) implements WritesJson {

  static final List<StandardCode> BANKS = of(StandardCodes.BANKS);

  static final List<StandardCode> CARDS = of(StandardCodes.CARDS);

  private static List<StandardCode> of(Map<String, String> names) {
    return names.entrySet().stream()
        .map(each -> new StandardCode(each.getKey(), each.getValue()))
        .toList();
  }

  /** The code with its leading zeros: {@code 4}, {@code 04} and {@code 004} mean the same bank. */
  static String threeDigits(String code) {
    return code.length() < 3 ? "0".repeat(3 - code.length()) + code : code;
  }

  @Override
  public void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("code", code);
    out.writeStringProperty("name", name);
    out.writeEndObject();
  }
}

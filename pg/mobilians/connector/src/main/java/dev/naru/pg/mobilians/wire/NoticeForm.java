package dev.naru.pg.mobilians.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form that KG Mobilians' server posted: percent-encoded bytes in an undeclared encoding
 * (protocols/mobilians.md §2.6). When a name occurs twice, its first value counts.
 */
public record NoticeForm(Map<String, String> fields) {
  private static final int MAX_BYTES = 64_000;

  public NoticeForm {
    fields = Map.copyOf(fields);
  }

  /** Parses a body; empty when it isn't a form, or is longer than any notice. */
  public static Optional<NoticeForm> parse(byte[] body) {
    if (body.length > MAX_BYTES) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        Optional<byte[]> name = unescape(pair.substring(0, equals));
        Optional<byte[]> value = unescape(pair.substring(equals + 1));
        if (name.isEmpty() || value.isEmpty()) {
          return Optional.empty();
        }
        fields.putIfAbsent(KoreanText.decode(name.get()), KoreanText.decode(value.get()));
      }
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new NoticeForm(fields));
  }

  public String get(String name) {
    return fields.getOrDefault(name, "");
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  private static Optional<byte[]> unescape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.write(c == '+' ? ' ' : c);
        continue;
      }
      boolean whole = i + 2 < text.length();
      int high = whole ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = whole ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    return Optional.of(bytes.toByteArray());
  }

  /** Shows only the fields' names, because the values hold people's names and account numbers. */
  @Override
  public String toString() {
    return "NoticeForm" + fields.keySet();
  }
}

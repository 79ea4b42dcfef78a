package dev.naru.pg.inicis.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of a notice, parsed from its bytes (protocols/inicis.md §2.5, §8.1). Its percent escapes
 * are bytes of CP949, so a parser for UTF-8 would destroy the names in it.
 */
public record NoticeForm(Map<String, String> values) {
  private static final Charset KOREAN = Charset.forName("MS949");
  private static final int MAX_BYTES = 64 * 1024;
  private static final Pattern STILL_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  public NoticeForm {
    values = Map.copyOf(values);
  }

  /** Parses a body; empty when it isn't a form, has a name twice or is too long. */
  public static Optional<NoticeForm> parse(byte[] body) {
    if (body.length == 0 || body.length > MAX_BYTES) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.ISO_8859_1).strip().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      Optional<String> name = decode(parts[0]);
      Optional<String> value = decode(parts.length == 2 ? parts[1] : "");
      if (name.isEmpty()
          || value.isEmpty()
          || (!pair.isEmpty() && values.put(name.get(), value.get()) != null)) {
        return Optional.empty();
      }
    }
    return Optional.of(new NoticeForm(values));
  }

  /**
   * Decodes one value: percent escapes to bytes, and the bytes as CP949. When escapes remain, it
   * decodes once more. Empty when a percent sign isn't followed by two hex digits.
   *
   * @param raw the value with one character for each byte
   */
  public static Optional<String> decode(String raw) {
    Optional<String> once = decodeOnce(raw);
    return once.filter(text -> STILL_ENCODED.matcher(text).find())
        .flatMap(NoticeForm::decodeOnce)
        .or(() -> once);
  }

  private static Optional<String> decodeOnce(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.writeBytes(
            c == '+'
                ? new byte[] {' '}
                : c < 0x100 ? new byte[] {(byte) c} : String.valueOf(c).getBytes(KOREAN));
      }
    }
    return Optional.of(bytes.toString(KOREAN));
  }

  /** The value with this name, stripped; empty when absent. */
  public String get(String name) {
    return values.getOrDefault(name, "").strip();
  }

  /** Whether the form has this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Shows only the fields' names, because payers' names and account numbers are personal data. */
  @Override
  public String toString() {
    return "NoticeForm" + values.keySet();
  }
}

package dev.naru.hub.checkout;

import dev.naru.pg.spi.ReturnMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the form that a PG's window posts. A servlet container would decode it as UTF-8 and destroy
 * what PGs send in CP949 (protocols/inicis.md §2.5).
 */
final class ReturnForm {

  /** CP949, Microsoft's superset of EUC-KR. */
  static final Charset CP949 = Charset.forName("x-windows-949");

  private static final Pattern DECLARED =
      Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_FIELDS = 1000;

  private ReturnForm() {}

  /**
   * Decodes the form with the first charset that fits: the one that the request declares, then
   * UTF-8, then CP949. When none fits, CP949 is used with replacement characters.
   *
   * @param contentType the request's content type, empty for none
   */
  static ReturnMessage read(byte[] body, String contentType) {
    List<Raw> raw = split(body);
    Map<String, String> fields =
        declared(contentType)
            .flatMap(charset -> decode(raw, charset))
            .or(() -> decode(raw, StandardCharsets.UTF_8))
            .orElseGet(() -> decodeAnyhow(raw));
    return new ReturnMessage(fields);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Raw(byte[] name, byte[] value) {}

  private static Optional<Charset> declared(String contentType) {
    Matcher matcher = DECLARED.matcher(contentType);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "utf-8", "utf8" -> Optional.of(StandardCharsets.UTF_8);
      case "euc-kr", "euckr", "ks_c_5601-1987", "cp949", "ms949", "x-windows-949", "windows-949" ->
          Optional.of(CP949);
      default -> Optional.empty();
    };
  }

  private static Optional<Map<String, String>> decode(List<Raw> raw, Charset charset) {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      for (Raw field : raw) {
        fields.putIfAbsent(
            charset.newDecoder().decode(ByteBuffer.wrap(field.name())).toString(),
            charset.newDecoder().decode(ByteBuffer.wrap(field.value())).toString());
      }
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    return Optional.of(fields);
  }

  /** Decodes as CP949; bytes that aren't CP949 either become replacement characters. */
  private static Map<String, String> decodeAnyhow(List<Raw> raw) {
    Map<String, String> fields = new LinkedHashMap<>();
    raw.forEach(field ->
        fields.putIfAbsent(new String(field.name(), CP949), new String(field.value(), CP949)));
    return fields;
  }

  private static List<Raw> split(byte[] body) {
    List<Raw> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= body.length && fields.size() < MAX_FIELDS; i++) {
      if (i == body.length || body[i] == '&') {
        if (i > start) {
          fields.add(field(body, start, i));
        }
        start = i + 1;
      }
    }
    return fields;
  }

  private static Raw field(byte[] body, int start, int end) {
    int equals = start;
    while (equals < end && body[equals] != '=') {
      equals++;
    }
    return new Raw(
        percentDecoded(body, start, equals), percentDecoded(body, Math.min(equals + 1, end), end));
  }

  private static byte[] percentDecoded(byte[] body, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      int high = body[i] == '%' && i + 2 < end ? Character.digit(body[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(body[i + 2], 16);
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(body[i] == '+' ? ' ' : body[i]);
      }
    }
    return out.toByteArray();
  }
}

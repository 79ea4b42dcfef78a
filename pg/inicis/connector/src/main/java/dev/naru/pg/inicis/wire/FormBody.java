package dev.naru.pg.inicis.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Writes {@code application/x-www-form-urlencoded} bodies in UTF-8.
 *
 * <p>Every value is encoded, because tokens and ciphertexts contain {@code +}, {@code /} and {@code
 * =} (protocols/inicis.md §11 row 19).
 */
public final class FormBody {
  private FormBody() {}

  /** Encodes the fields, in their order, as a body. */
  public static String encode(SequencedMap<String, String> fields) {
    return fields.entrySet().stream().map(FormBody::pair).collect(Collectors.joining("&"));
  }

  private static String pair(Map.Entry<String, String> field) {
    return encode(field.getKey()) + "=" + encode(field.getValue());
  }

  /** Encodes one value as in a form. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

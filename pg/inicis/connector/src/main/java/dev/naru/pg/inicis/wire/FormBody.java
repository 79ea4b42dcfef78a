package dev.naru.pg.inicis.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * An {@code application/x-www-form-urlencoded} body in UTF-8.
 *
 * <p>Every value is encoded, so that {@code +}, {@code /} and {@code =} of tokens and ciphertexts
 * survive (protocols/inicis.md §11 row 19).
 */
public final class FormBody {
  private FormBody() {}

  /** The fields in their order. */
  public static String encode(SequencedMap<String, String> fields) {
    return fields.entrySet().stream().map(FormBody::pair).collect(Collectors.joining("&"));
  }

  private static String pair(Map.Entry<String, String> field) {
    return encode(field.getKey()) + "=" + encode(field.getValue());
  }

  /** One value, percent-encoded as a form encodes it. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

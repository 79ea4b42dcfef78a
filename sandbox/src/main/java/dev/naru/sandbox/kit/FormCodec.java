package dev.naru.sandbox.kit;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads and writes {@code application/x-www-form-urlencoded} in any charset, EUC-KR too. Decoding
 * works on bytes: a Korean character may come percent-encoded, raw, or with one byte encoded and
 * the other raw.
 */
public final class FormCodec {

  private FormCodec() {}

  /**
   * The fields of a request: query, urlencoded and multipart fields together. When a name comes
   * twice, its first value counts.
   */
  public static Map<String, String> read(Context ctx, Charset charset) {
    var fields = new LinkedHashMap<String, String>();
    String type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/")) {
      ctx.formParamMap()
          .forEach((name, values) ->
              values.stream().findFirst().ifPresent(value -> fields.putIfAbsent(name, value)));
    } else {
      fields.putAll(decode(ctx.bodyAsBytes(), charset));
    }
    String query = ctx.queryString();
    if (query != null) {
      decode(query.getBytes(charset), charset).forEach(fields::putIfAbsent);
    }
    return fields;
  }

  /**
   * The fields of a body. When a name comes twice, its first value counts; a part without {@code =}
   * is left out.
   */
  public static Map<String, String> decode(byte[] body, Charset charset) {
    var fields = new LinkedHashMap<String, String>();
    // One character stands for each byte: '&', '=', '%' and '+' are never the second byte of a
    // Korean character.
    String bytes = new String(body, StandardCharsets.ISO_8859_1);
    for (String pair : bytes.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            new String(percentDecoded(pair.substring(0, equals)), charset),
            new String(percentDecoded(pair.substring(equals + 1)), charset));
      }
    }
    return fields;
  }

  /** A percent-encoded text in UTF-8; the text itself when it isn't percent-encoded. */
  public static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(
        percentDecoded(new String(bytes, StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8);
  }

  /** A body with its percent-encoding undone, for example to find out its charset. */
  public static byte[] percentDecoded(byte[] body) {
    return percentDecoded(new String(body, StandardCharsets.ISO_8859_1));
  }

  /** A body of these fields, in their order; a space becomes {@code +}. */
  public static String encode(Map<String, String> fields, Charset charset) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), charset)
                + "="
                + URLEncoder.encode(field.getValue(), charset))
        .collect(Collectors.joining("&"));
  }

  /**
   * Undoes the percent-encoding of a text that has one character for each byte. A text with a
   * {@code %} that two hex digits don't follow isn't percent-encoded, and is returned as it is.
   */
  private static byte[] percentDecoded(String text) {
    byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
    var decoded = new ByteArrayOutputStream(plain.length);
    for (int i = 0; i < plain.length; i++) {
      switch (plain[i]) {
        case '+' -> decoded.write(' ');
        case '%' -> {
          int high = i + 2 < plain.length ? Character.digit(plain[i + 1], 16) : -1;
          int low = high < 0 ? -1 : Character.digit(plain[i + 2], 16);
          if (low < 0) {
            return plain;
          }
          decoded.write(high * 16 + low);
          i += 2;
        }
        default -> decoded.write(plain[i]);
      }
    }
    return decoded.toByteArray();
  }
}

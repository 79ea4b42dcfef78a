package dev.naru.pg.inicis.emulator;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a form off the wire in the charset that the place prescribes (protocols/inicis.md §2.5).
 */
final class Fields {

  /** What browsers and KG INICIS mean by EUC-KR. */
  static final Charset EUC_KR = Charset.forName("x-windows-949");

  private Fields() {}

  /**
   * Query, urlencoded and multipart fields together; of a name that comes twice the first counts.
   */
  static Map<String, String> of(Context ctx, Charset charset) {
    var fields = new LinkedHashMap<String, String>();
    var type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/")) {
      ctx.formParamMap()
          .forEach(
              (name, all) ->
                  all.stream().findFirst().ifPresent(value -> fields.putIfAbsent(name, value)));
    } else {
      parse(new String(ctx.bodyAsBytes(), charset), charset, fields);
    }
    var query = ctx.queryString();
    if (query != null) {
      parse(query, charset, fields);
    }
    return fields;
  }

  static Map<String, String> parse(String text, Charset charset) {
    var fields = new LinkedHashMap<String, String>();
    parse(text, charset, fields);
    return fields;
  }

  private static void parse(String text, Charset charset, Map<String, String> into) {
    for (String pair : text.split("&", -1)) {
      int eq = pair.indexOf('=');
      if (eq > 0) {
        into.putIfAbsent(
            decode(pair.substring(0, eq), charset), decode(pair.substring(eq + 1), charset));
      }
    }
  }

  /** Decodes, or leaves as it is what isn't percent-encoded text. */
  static String decode(String text, Charset charset) {
    try {
      return URLDecoder.decode(text, charset);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** {@code UTF-8} unless the sender declared EUC-KR. */
  static Charset declared(String name) {
    return name.replace("_", "-").equalsIgnoreCase("EUC-KR") ? EUC_KR : StandardCharsets.UTF_8;
  }
}

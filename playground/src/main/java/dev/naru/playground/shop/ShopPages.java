package dev.naru.playground.shop;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.PayMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;

/**
 * The shop's pages: HTML files in which {@code {{name}}} stands for a text in the page's language,
 * or for a value. Both are escaped.
 */
final class ShopPages {

  /** The languages, Korean first, since a shop's buyers read Korean. */
  enum Language {
    KO,
    EN;

    String code() {
      return this == KO ? "ko" : "en";
    }
  }

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z0-9_.]+)}}");

  /** The names of values that are HTML already and aren't escaped. */
  private static final Set<String> HTML = Set.of("pgChoices", "methodChoices", "phone");

  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final Map<PayMethod, Bilingual> methodNames;

  /**
   * @param methodNames the names of the pay methods, which become the texts {@code method.CODE}
   */
  ShopPages(Map<PayMethod, Bilingual> methodNames) {
    this.methodNames = Map.copyOf(methodNames);
  }

  /**
   * A page in a language.
   *
   * @param values the values that the page names besides texts
   */
  String page(String name, Language language, Map<String, String> values) {
    Map<String, String> texts = texts(language);
    String whole = file("pages/layout.html").replace("{{main}}", file("pages/" + name + ".html"));
    return PLACE
        .matcher(whole)
        .replaceAll(
            place -> Matcher.quoteReplacement(value(place.group(1), language, texts, values)));
  }

  /** The texts of a language by their names. */
  Map<String, String> texts(Language language) {
    Map<String, String> texts =
        ShopJson.MAPPER.readValue(
            file("text/" + language.code() + ".json"), new TypeReference<Map<String, String>>() {});
    methodNames.forEach(
        (method, name) -> texts.put("method." + method.code(), name.in(language.code())));
    return texts;
  }

  private String value(
      String name, Language language, Map<String, String> texts, Map<String, String> values) {
    return switch (name) {
      case "lang" -> language.code();
      // Inside <script type="application/json">: "<" is the only character that could end it.
      case "texts" -> ShopJson.MAPPER.writeValueAsString(texts).replace("<", "\\u003c");
      default ->
          HTML.contains(name)
              ? values.getOrDefault(name, "")
              : escaped(values.getOrDefault(name, texts.getOrDefault(name, "")));
    };
  }

  private String file(String path) {
    return files.computeIfAbsent(path, ShopPages::read);
  }

  private static String read(String path) {
    try (InputStream in = ShopPages.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

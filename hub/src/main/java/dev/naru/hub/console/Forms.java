package dev.naru.hub.console;

import dev.naru.hub.database.Columns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads forms. */
final class Forms {

  private static final int LONGEST_KEPT = 10_000;
  private static final int MOST_KEPT = 200;

  private Forms() {}

  /** What was typed: every parameter but those that begin with an underscore. */
  static Map<String, String> of(HttpServletRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, given) -> {
          if (!name.startsWith("_") && given.length > 0) {
            // Of boxes with one name, all that are ticked.
            values.put(name, Columns.storable(String.join(",", given)).strip());
          }
        });
    return values;
  }

  /** What may be shown again, and is not too much for it. */
  static Map<String, String> withoutSecrets(Map<String, String> values) {
    Map<String, String> kept = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (!isSecret(name) && value.length() <= LONGEST_KEPT && kept.size() < MOST_KEPT) {
        kept.put(name, value);
      }
    });
    return kept;
  }

  /** A form's secrets are in fields that are called so. */
  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("secret") || lower.contains("password");
  }

  /** The page that has the form: it is its own address, or the form names it. */
  static String pageOf(HttpServletRequest request) {
    String named = request.getParameter("_page");
    return named == null ? request.getRequestURI() : ours(named);
  }

  /** A path of the console, where a browser gave one; else the console's first page. */
  static String ours(String path) {
    boolean ours = path.matches("/console(/[A-Za-z0-9_.~-]+)*(\\?[A-Za-z0-9_.~%=&+:,-]*)?");
    return ours ? path : "/console";
  }
}

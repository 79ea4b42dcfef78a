package dev.naru.hub.console;

import dev.naru.hub.database.Columns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads forms from requests. */
final class Forms {

  private static final int LONGEST_KEPT = 10_000;
  private static final int MOST_KEPT = 200;

  private Forms() {}

  /** What was typed: every parameter whose name doesn't begin with an underscore. */
  static Map<String, String> of(HttpServletRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, given) -> {
          if (!name.startsWith("_") && given.length > 0) {
            // Of checkboxes with one name, the values of all ticked ones.
            values.put(name, Columns.storable(String.join(",", given)).strip());
          }
        });
    return values;
  }

  /** The values that may be shown again: without secrets, and none if they are too long. */
  static Map<String, String> withoutSecrets(Map<String, String> values) {
    Map<String, String> kept = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (!isSecret(name) && value.length() <= LONGEST_KEPT && kept.size() < MOST_KEPT) {
        kept.put(name, value);
      }
    });
    return kept;
  }

  /** Whether a field is a secret, which its name says. */
  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("secret") || lower.contains("password");
  }

  /**
   * The path of the page that has the form: the request's own path, or the one that the form names.
   */
  static String pageOf(HttpServletRequest request) {
    String named = request.getParameter("_page");
    return named == null ? request.getRequestURI() : ours(named);
  }

  /** The path if it is one of the console's; else the console's first page. */
  static String ours(String path) {
    boolean ours = path.matches("/console(/[A-Za-z0-9_.~-]+)*(\\?[A-Za-z0-9_.~%=&+:,-]*)?");
    return ours ? path : "/console";
  }
}

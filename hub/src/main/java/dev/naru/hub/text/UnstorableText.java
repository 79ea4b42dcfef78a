package dev.naru.hub.text;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds text that PostgreSQL can't store: U+0000, which it accepts neither in a column nor in JSON,
 * and unpaired surrogates.
 */
public final class UnstorableText {

  private UnstorableText() {}

  /**
   * The path of the first such text, for example {@code custom_data.list.0}; empty when there is
   * none.
   */
  public static Optional<String> in(JsonNode node) {
    return in(node, "");
  }

  private static Optional<String> in(JsonNode node, String path) {
    if (node.isString()) {
      return isUnstorable(node.stringValue()) ? Optional.of(path) : Optional.empty();
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        Optional<String> found = in(node.get(i), below(path, Integer.toString(i)));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (var member : node.properties()) {
      Optional<String> found =
          isUnstorable(member.getKey())
              ? Optional.of(path)
              : in(member.getValue(), below(path, member.getKey()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Whether PostgreSQL refuses the text, or would store another text. */
  public static boolean isUnstorable(String text) {
    return text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}

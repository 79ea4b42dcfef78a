package dev.naru.hub.checkout;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds text that PostgreSQL can't store: it accepts U+0000 neither in a column nor in JSON. */
final class UnstorableText {

  private static final int DEEPEST = 64;

  private UnstorableText() {}

  /**
   * The path of the first such text, for example {@code custom_data.list.0}; empty when there is
   * none.
   */
  static Optional<String> in(JsonNode node) {
    return in(node, "", 0);
  }

  private static Optional<String> in(JsonNode node, String path, int depth) {
    if (node.isString()) {
      return isUnstorable(node.stringValue()) ? Optional.of(path) : Optional.empty();
    }
    if (depth == DEEPEST) {
      return Optional.empty();
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        Optional<String> found = in(node.get(i), below(path, Integer.toString(i)), depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (var member : node.properties()) {
      Optional<String> found =
          isUnstorable(member.getKey())
              ? Optional.of(path)
              : in(member.getValue(), below(path, member.getKey()), depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isUnstorable(String text) {
    return text.indexOf('\u0000') >= 0;
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}

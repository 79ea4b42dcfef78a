package dev.naru.hub.checkout;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Text that PostgreSQL can't keep: U+0000 has no place in it, in no column and no JSON. */
final class UnstorableText {

  private static final int DEEPEST = 64;

  private UnstorableText() {}

  /** Where the first one is, as {@code custom_data.list.0}; empty when there is none. */
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

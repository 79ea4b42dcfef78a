package dev.naru.hub.v1.wire;

import dev.naru.hub.text.OuterSpace;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads queries and form bodies as PHP does, including those of clients that forget to encode
 * (spec/rest-api.md §1.3, §1.10). The result has the structure that a JSON body would have.
 */
final class FormReader {

  private static final int MAX_PAIRS = 10_000;
  private static final int MAX_DEPTH = 32;

  /** Characters that every encoder encodes: a text with one of them was sent unencoded. */
  private static final String NEVER_PLAIN = " \"<>\\^`{|}";

  private final boolean percentEncoded;
  private final boolean plusIsSpace;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private FormReader(String text) {
    percentEncoded = percentsAreWhole(text);
    plusIsSpace = percentEncoded && text.chars().allMatch(FormReader::mayBePlain);
  }

  /**
   * Reads {@code name=value} pairs. A repeated name becomes a list.
   *
   * @throws ApiException 400 when there are more than 10,000 pairs, a name is nested deeper than 32
   *     levels, or an escape isn't UTF-8
   */
  static ObjectNode read(String text) {
    FormReader reader = new FormReader(text);
    int pairs = 0;
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      if (++pairs > MAX_PAIRS) {
        throw new ApiException(ApiResponse.badRequest("파라메터가 너무 많습니다."));
      }
      reader.pair(text.substring(start, end));
      start = end + 1;
    }
    return reader.root;
  }

  private void pair(String pair) {
    int equals = pair.indexOf('=');
    String key = OuterSpace.strip(decode(equals < 0 ? pair : pair.substring(0, equals)));
    if (!key.isEmpty()) {
      put(path(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
  }

  /** Splits {@code a[b][]} into a, b and an empty name; a name with other brackets stays whole. */
  private static List<String> path(String key) {
    List<String> path = new ArrayList<>();
    int open = key.indexOf('[');
    if (open <= 0 || !key.endsWith("]")) {
      return List.of(key);
    }
    path.add(key.substring(0, open));
    for (int at = open; at < key.length(); ) {
      int close = key.indexOf(']', at);
      if (key.charAt(at) != '[' || close < 0) {
        return List.of(key);
      }
      path.add(key.substring(at + 1, close));
      at = close + 1;
    }
    if (path.size() > MAX_DEPTH) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.malformed(path.getFirst())));
    }
    return path;
  }

  private void put(List<String> path, String value) {
    ObjectNode node = root;
    for (String name : path.subList(0, path.size() - 1)) {
      String key = keyIn(node, name);
      JsonNode next = node.get(key);
      if (!(next instanceof ObjectNode)) {
        next = JsonNodeFactory.instance.objectNode();
        node.set(key, next);
      }
      node = (ObjectNode) next;
    }
    String last = keyIn(node, path.getLast());
    JsonNode before = node.get(last);
    if (before == null || path.size() > 1) {
      node.put(last, value);
    } else if (before instanceof ArrayNode several) {
      several.add(value);
    } else {
      // imp_uid=a&imp_uid=b: Params.list reads both values, Params.text the last one.
      ArrayNode several = JsonNodeFactory.instance.arrayNode();
      if (before.isValueNode()) {
        several.add(before);
      }
      node.set(last, several.add(value));
    }
  }

  private static String keyIn(ObjectNode node, String name) {
    return name.isEmpty() ? Integer.toString(node.size()) : name;
  }

  private String decode(String text) {
    if (!percentEncoded || (text.indexOf('%') < 0 && text.indexOf('+') < 0)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        decoded.write(hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
        i += 2;
      } else {
        decoded.write(bytes[i] == '+' && plusIsSpace ? ' ' : bytes[i]);
      }
    }
    return utf8(decoded.toByteArray());
  }

  /**
   * Decodes strictly.
   *
   * @throws ApiException 400 when the bytes aren't UTF-8
   */
  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.NOT_UTF8));
    }
  }

  private static boolean percentsAreWhole(String text) {
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      if (at + 2 >= text.length() || hex(text.charAt(at + 1)) < 0 || hex(text.charAt(at + 2)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayBePlain(int character) {
    return character > ' ' && character < 127 && NEVER_PLAIN.indexOf(character) < 0;
  }

  private static int hex(int character) {
    return character < 128 ? Character.digit(character, 16) : -1;
  }
}

package dev.naru.hub.v1;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller sent, read the tolerant way that V1's many clients need (spec/rest-api.md §1.3):
 * absent, {@code null} and empty are the same; numbers and booleans may be text. A value that can't
 * be what it must be ends the request with 400 ({@link Refusal}).
 */
final class Params {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?");
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
  private static final BigDecimal MAX_AMOUNT = new BigDecimal("999999999999");

  private static final BigDecimal MAX_SECONDS = new BigDecimal("253402300799"); // the year 9999

  private final ObjectNode first;
  private final ObjectNode second;
  private final String path;

  private Params(ObjectNode first, ObjectNode second) {
    this(first, second, "");
  }

  /**
   * @param path where these stand in what was sent, for the texts of refusals
   */
  private Params(ObjectNode first, ObjectNode second, String path) {
    this.first = first;
    this.second = second;
    this.path = path;
  }

  /** POST and PUT take their body; everything else its query, then its body (nodejs client). */
  static Params of(HttpServletRequest request) throws IOException {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return switch (request.getMethod()) {
      case "POST", "PUT", "PATCH" -> new Params(BodyReader.read(request), none);
      default -> new Params(query(request), ignorableBody(request));
    };
  }

  /** The query alone, whatever the method. */
  static Params ofQuery(HttpServletRequest request) {
    return new Params(query(request), JsonNodeFactory.instance.objectNode());
  }

  private static ObjectNode query(HttpServletRequest request) {
    String query = request.getQueryString();
    return FormReader.read(query == null ? "" : query);
  }

  /** A GET's body is a courtesy: one that can't be read is no reason to refuse. */
  private static ObjectNode ignorableBody(HttpServletRequest request) throws IOException {
    try {
      return BodyReader.read(request);
    } catch (Refusal refusal) {
      if (refusal.answer().status() == 413 || Texts.NOT_UTF8.equals(refusal.answer().message())) {
        throw refusal;
      }
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** The text of a scalar, the last of several; null when absent or empty. */
  @Nullable String text(String name) {
    return text(name, node(name));
  }

  /** Like {@link #text(String)}, but 400 when absent or of more characters than that. */
  String text(String name, int maxCharacters) {
    String text = text(name);
    if (text == null) {
      throw missing(name);
    }
    if (text.codePointCount(0, text.length()) > maxCharacters) {
      throw new Refusal(Answer.badRequest(Texts.tooLong(path + name, maxCharacters)));
    }
    return text;
  }

  /** By the first of these names that is there: a parameter may have aliases. */
  @Nullable String anyText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** Text for people, cut at a number of characters (spec/rest-api.md §1.8); blank is absent. */
  @Nullable String label(String name, int maxCharacters) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    String label = text.strip();
    return label.codePointCount(0, label.length()) <= maxCharacters
        ? label
        : label.substring(0, label.offsetByCodePoints(0, maxCharacters));
  }

  /** A scalar as its text, an object or an array as its JSON text; null when absent. */
  @Nullable String textOrJson(String name) {
    JsonNode node = node(name);
    if (node == null || !node.isContainer()) {
      return text(name, node);
    }
    String json = node.toString();
    if (!isStorable(json)) {
      throw malformed(name);
    }
    return json;
  }

  /** A list of objects, however it was written; one alone as a list of one. */
  List<Params> objects(String name) {
    JsonNode node = node(name);
    List<Params> objects = new ArrayList<>();
    if (node == null) {
      return objects;
    }
    for (JsonNode item : node.isArray() || isIndexed(node) ? node.values() : List.of(node)) {
      String itemPath = path + name + "[" + objects.size() + "]";
      if (!(item instanceof ObjectNode object)) {
        throw new Refusal(Answer.badRequest(Texts.malformed(itemPath)));
      }
      objects.add(new Params(object, JsonNodeFactory.instance.objectNode(), itemPath + "."));
    }
    return objects;
  }

  /** A list however it was written, a scalar as a list of one; without null and empty items. */
  List<String> list(String name) {
    JsonNode node = node(name);
    List<String> texts = new ArrayList<>();
    if (node == null) {
      return texts;
    }
    Iterable<JsonNode> items = node.isArray() || isIndexed(node) ? node.values() : List.of(node);
    for (JsonNode item : items) {
      String text = text(name, item);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** A number of at most 18 digits; null when absent. */
  @Nullable BigDecimal number(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (!NUMBER.matcher(text.strip()).matches()) {
      throw malformed(name);
    }
    return new BigDecimal(text.strip());
  }

  /** An amount in major units that isn't negative; null when absent. */
  @Nullable BigDecimal amount(String name) {
    BigDecimal amount = number(name);
    if (amount != null && (amount.signum() < 0 || amount.compareTo(MAX_AMOUNT) > 0)) {
      throw malformed(name);
    }
    return amount;
  }

  /** An amount of won, hence without a fraction ({@code 1000.00} has none); null when absent. */
  @Nullable Long won(String name) {
    BigDecimal amount = amount(name);
    if (amount == null) {
      return null;
    }
    if (amount.stripTrailingZeros().scale() > 0) {
      throw malformed(name);
    }
    return amount.longValueExact();
  }

  /** A whole number within bounds; null when absent. */
  @Nullable Integer whole(String name, int least, int most) {
    BigDecimal number = number(name);
    if (number == null) {
      return null;
    }
    if (number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw malformed(name);
    }
    return number.intValueExact();
  }

  /**
   * A time in unix seconds, by the first of these names that is there; null when absent. A fraction
   * is cut off (spec/rest-api.md §1.10 row 5); milliseconds are none.
   */
  @Nullable Instant time(String... names) {
    for (String name : names) {
      BigDecimal seconds = number(name);
      if (seconds != null) {
        if (seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0) {
          throw malformed(name);
        }
        return Instant.ofEpochSecond(seconds.longValue());
      }
    }
    return null;
  }

  /** False when absent. */
  boolean flag(String name) {
    String text = text(name);
    return text != null && (text.equalsIgnoreCase("true") || text.equals("1"));
  }

  /** Whether a database can hold it: no NUL, no half of a character. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  private @Nullable JsonNode node(String name) {
    JsonNode node = first.get(name);
    if (node == null || node.isNull()) {
      node = second.get(name);
    }
    return node == null || node.isNull() ? null : node;
  }

  private @Nullable String text(String name, @Nullable JsonNode node) {
    JsonNode scalar = node;
    if (node != null && (node.isArray() || isIndexed(node))) {
      scalar = null;
      for (JsonNode item : node.values()) {
        scalar = item;
      }
    }
    if (scalar == null || scalar.isNull()) {
      return null;
    }
    if (scalar.isContainer() || !isStorable(scalar.asString())) {
      throw malformed(name);
    }
    String text = scalar.asString();
    return text.isEmpty() ? null : text;
  }

  /** {@code a[]=x}, {@code a[0]=x}: a list in a form. */
  private static boolean isIndexed(JsonNode node) {
    return node instanceof ObjectNode object
        && object.propertyNames().stream().allMatch(key -> INDEX.matcher(key).matches());
  }

  Refusal missing(String name) {
    return new Refusal(Answer.badRequest(Texts.missing(path + name)));
  }

  Refusal malformed(String name) {
    return new Refusal(Answer.badRequest(Texts.malformed(path + name)));
  }
}

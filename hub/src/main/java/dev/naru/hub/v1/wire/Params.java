package dev.naru.hub.v1.wire;

import dev.naru.hub.text.CodePoints;
import dev.naru.hub.text.OuterSpace;
import dev.naru.hub.text.UnstorableText;
import dev.naru.hub.text.WireNumber;
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
 * The parameters that a caller sent, read as tolerantly as V1's many clients need (spec/rest-api.md
 * §1.3): absent, {@code null} and empty mean the same, and numbers and booleans may be sent as
 * text. A method throws {@link ApiException} with status 400 when a value doesn't have the form
 * that the method reads.
 */
public final class Params {

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
  private static final BigDecimal MAX_SECONDS = new BigDecimal("253402300799"); // the year 9999

  private final ObjectNode first;
  private final ObjectNode second;
  private final String path;

  private Params(ObjectNode first, ObjectNode second) {
    this(first, second, "");
  }

  /**
   * @param path where these parameters stand in the body, for example {@code schedules[0].}; error
   *     texts put it before a parameter's name
   */
  private Params(ObjectNode first, ObjectNode second, String path) {
    this.first = first;
    this.second = second;
    this.path = path;
  }

  /**
   * Reads the body of a POST, PUT or PATCH. Any other request is read from its query first and then
   * from its body, because V1's Node.js client sends a GET with a body.
   *
   * @throws ApiException in the cases of {@link BodyReader#read} and {@link FormReader#read}
   */
  static Params of(HttpServletRequest request) throws IOException {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return switch (request.getMethod()) {
      case "POST", "PUT", "PATCH" -> new Params(BodyReader.read(request), none);
      default -> new Params(query(request), ignorableBody(request));
    };
  }

  /** Reads only the query, whatever the request's method is. */
  public static Params ofQuery(HttpServletRequest request) {
    return new Params(query(request), JsonNodeFactory.instance.objectNode());
  }

  private static ObjectNode query(HttpServletRequest request) {
    String query = request.getQueryString();
    return FormReader.read(query == null ? "" : query);
  }

  /** Reads the body of a GET. An unreadable one counts as empty, since a GET needs no body. */
  private static ObjectNode ignorableBody(HttpServletRequest request) throws IOException {
    try {
      return BodyReader.read(request);
    } catch (ApiException e) {
      if (e.response().status() == 413 || ApiTexts.NOT_UTF8.equals(e.response().message())) {
        throw e;
      }
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /**
   * The value as text without white space around it, or the last value of a list; null when absent
   * or blank.
   */
  public @Nullable String text(String name) {
    return stripped(text(name, node(name)));
  }

  private static @Nullable String stripped(@Nullable String text) {
    String stripped = text == null ? "" : OuterSpace.strip(text);
    return stripped.isEmpty() ? null : stripped;
  }

  /**
   * The value of a parameter that must be there.
   *
   * @param maxCharacters counted in Unicode code points
   * @throws ApiException 400 when it is absent, empty or longer
   */
  public String text(String name, int maxCharacters) {
    String text = text(name);
    if (text == null) {
      throw missing(name);
    }
    if (CodePoints.count(text) > maxCharacters) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.tooLong(path + name, maxCharacters)));
    }
    return text;
  }

  /**
   * A merchant's order number or customer key, which must be there. It is read like {@link
   * #text(String, int)}, and can't have control characters, because it may stand in a URL.
   *
   * @throws ApiException 400 when it is absent, longer, or has a control character
   */
  public String identifier(String name, int maxCharacters) {
    String text = text(name, maxCharacters);
    if (!isIdentifier(text)) {
      throw malformed(name);
    }
    return text;
  }

  /** Whether the text can be an order number or a customer key. */
  public static boolean isIdentifier(String text) {
    return isStorable(text) && text.chars().noneMatch(Character::isISOControl);
  }

  /**
   * The value of the first of these names that was sent, since a parameter may have aliases; null
   * when none was.
   */
  public @Nullable String anyText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /**
   * A descriptive text, stripped, and cut after {@code maxCharacters} code points instead of
   * refused (spec/rest-api.md §1.8); null when absent or blank.
   */
  public @Nullable String label(String name, int maxCharacters) {
    String text = text(name);
    return text == null ? null : CodePoints.cut(text, maxCharacters);
  }

  /** The value as text, or as JSON text when it is an object or an array; null when absent. */
  public @Nullable String textOrJson(String name) {
    JsonNode node = node(name);
    if (node == null || !node.isContainer()) {
      return text(name, node);
    }
    if (UnstorableText.in(node).isPresent()) {
      throw malformed(name);
    }
    return node.toString();
  }

  /**
   * The objects of a list, whether it came as JSON, as {@code name[0][…]} or as a single object;
   * empty when absent.
   */
  public List<Params> objects(String name) {
    JsonNode node = node(name);
    List<Params> objects = new ArrayList<>();
    if (node == null) {
      return objects;
    }
    for (JsonNode item : node.isArray() || isIndexed(node) ? node.values() : List.of(node)) {
      String itemPath = path + name + "[" + objects.size() + "]";
      if (!(item instanceof ObjectNode object)) {
        throw new ApiException(ApiResponse.badRequest(ApiTexts.malformed(itemPath)));
      }
      objects.add(new Params(object, JsonNodeFactory.instance.objectNode(), itemPath + "."));
    }
    return objects;
  }

  /**
   * The texts of a list, whether it came as JSON, as {@code name[]} or as a single value; without
   * null and empty items, and empty when absent.
   */
  public List<String> list(String name) {
    JsonNode node = node(name);
    List<String> texts = new ArrayList<>();
    if (node == null) {
      return texts;
    }
    Iterable<JsonNode> items = node.isArray() || isIndexed(node) ? node.values() : List.of(node);
    for (JsonNode item : items) {
      String text = stripped(text(name, item));
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** A number as {@link WireNumber} reads it; null when absent or blank. */
  @Nullable BigDecimal number(String name) {
    JsonNode sent = scalar(name, node(name));
    if (sent == null || stripped(sent.asString()) == null) {
      return null;
    }
    return WireNumber.of(sent).orElseThrow(() -> malformed(name));
  }

  /**
   * An amount in major units (won, dollars), from 0 to 999,999,999,999; null when absent. Several
   * amounts are refused, because nobody knows which is meant, and so is an empty list.
   */
  public @Nullable BigDecimal amount(String name) {
    JsonNode sent = node(name);
    if (sent != null && sent.isContainer() && sent.size() != 1) {
      throw malformed(name);
    }
    BigDecimal amount = number(name);
    if (amount != null && (amount.signum() < 0 || amount.compareTo(WireNumber.MAX_AMOUNT) > 0)) {
      throw malformed(name);
    }
    return amount;
  }

  /**
   * An amount in won. Won have no fraction: {@code 1000.00} is read as 1000, and {@code 1000.5} is
   * refused. Null when absent.
   */
  public @Nullable Long won(String name) {
    BigDecimal amount = amount(name);
    if (amount == null) {
      return null;
    }
    if (amount.stripTrailingZeros().scale() > 0) {
      throw malformed(name);
    }
    return amount.longValueExact();
  }

  /**
   * An amount in won of at least 1; null when absent. Every other value is refused, also an empty
   * text: an amount that the caller failed to compute must not mean "everything".
   */
  public @Nullable Long positiveWon(String name) {
    JsonNode sent = node(name);
    if (sent == null) {
      return null;
    }
    Long amount = won(name);
    if (amount == null || amount < 1) {
      throw malformed(name);
    }
    return amount;
  }

  /** A whole number from {@code least} to {@code most}; null when absent. */
  public @Nullable Integer whole(String name, int least, int most) {
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
   * A time in Unix seconds, from the first of these names that was sent; null when none was. A
   * fraction is cut off (spec/rest-api.md §1.10 row 5). A value beyond the year 9999 is refused,
   * which catches callers who send milliseconds.
   */
  public @Nullable Instant time(String... names) {
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

  /** Whether the value is {@code true} or {@code 1}; false when absent. */
  public boolean flag(String name) {
    String text = text(name);
    return text != null && (text.equalsIgnoreCase("true") || text.equals("1"));
  }

  /** Whether PostgreSQL can store the text: it holds no NUL and no unpaired surrogate. */
  public static boolean isStorable(String text) {
    return !UnstorableText.isUnstorable(text);
  }

  private @Nullable JsonNode node(String name) {
    JsonNode node = first.get(name);
    if (node == null || node.isNull()) {
      node = second.get(name);
    }
    return node == null || node.isNull() ? null : node;
  }

  private @Nullable String text(String name, @Nullable JsonNode node) {
    JsonNode scalar = scalar(name, node);
    String text = scalar == null ? "" : scalar.asString();
    return text.isEmpty() ? null : text;
  }

  /** The value itself, or the last of a list; null when absent. */
  private @Nullable JsonNode scalar(String name, @Nullable JsonNode node) {
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
    return scalar;
  }

  /** Whether a form's {@code a[]=x} or {@code a[0]=x} made this node, which is then a list. */
  private static boolean isIndexed(JsonNode node) {
    return node instanceof ObjectNode object
        && object.propertyNames().stream().allMatch(key -> INDEX.matcher(key).matches());
  }

  /** A response with status 400 that says that this parameter is missing; the caller throws it. */
  public ApiException missing(String name) {
    return new ApiException(ApiResponse.badRequest(ApiTexts.missing(path + name)));
  }

  /**
   * A response with status 400 that says that this parameter's value is wrong; it doesn't repeat
   * the value.
   */
  public ApiException malformed(String name) {
    return new ApiException(ApiResponse.badRequest(ApiTexts.malformed(path + name)));
  }
}

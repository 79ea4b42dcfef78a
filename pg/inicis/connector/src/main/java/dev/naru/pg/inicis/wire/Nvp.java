package dev.naru.pg.inicis.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An answer of the mobile flow: {@code a=b&c=d} whose values aren't percent-encoded
 * (protocols/inicis.md §4.4).
 *
 * <p>A buyer can therefore write {@code &P_OID=other} into a value. So an {@code &} separates only
 * in front of a known name, the first value of a name counts, and a name that money depends on may
 * occur only once.
 */
public record Nvp(Map<String, String> values) {

  /** The names that may occur only once. */
  public static final Set<String> CRITICAL =
      Set.of("P_STATUS", "P_TID", "P_MID", "P_OID", "P_AMT", "P_TYPE");

  private static final String KEY =
      "(?:P_[A-Za-z0-9_]+|CARD_[A-Za-z0-9_]+|NAVERPOINT_[A-Za-z0-9_]+|PCO_[A-Za-z0-9_]+|EventCode)";

  private static final Pattern SEPARATOR = Pattern.compile("&(?=" + KEY + "=)");
  private static final Pattern PAIR = Pattern.compile("(?s)(" + KEY + ")=(.*)");

  public Nvp {
    values = Map.copyOf(values);
  }

  /**
   * Parses an answer.
   *
   * @return empty if the text isn't of this form, or if a name that decides about money is in it
   *     twice
   */
  public static Optional<Nvp> parse(String answer) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : SEPARATOR.split(answer.strip(), -1)) {
      var pair = PAIR.matcher(part);
      if (!pair.matches()) {
        return Optional.empty();
      }
      String known = values.putIfAbsent(pair.group(1), pair.group(2));
      if (known != null && CRITICAL.contains(pair.group(1))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Nvp(values));
  }

  /** The value with this name; empty when absent. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return "Nvp" + values.keySet();
  }
}

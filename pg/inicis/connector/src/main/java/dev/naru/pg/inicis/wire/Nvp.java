package dev.naru.pg.inicis.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The mobile flow's answer: {@code a=b&c=d} with raw, not percent-encoded values
 * (protocols/inicis.md §4.4).
 *
 * <p>A buyer can therefore write {@code &P_OID=other} into a value. An {@code &} separates only
 * before a known key, the first value of a name counts, and a name that decides about money may
 * come once only.
 */
public record Nvp(Map<String, String> values) {

  /** Names that must not come twice. */
  public static final Set<String> CRITICAL =
      Set.of("P_STATUS", "P_TID", "P_MID", "P_OID", "P_AMT", "P_TYPE");

  private static final String KEY =
      "(?:P_[A-Za-z0-9_]+|CARD_[A-Za-z0-9_]+|NAVERPOINT_[A-Za-z0-9_]+|PCO_[A-Za-z0-9_]+|EventCode)";

  private static final Pattern SEPARATOR = Pattern.compile("&(?=" + KEY + "=)");
  private static final Pattern PAIR = Pattern.compile("(?s)(" + KEY + ")=(.*)");

  public Nvp {
    values = Map.copyOf(values);
  }

  /** Reads an answer; empty where it is none or holds a critical name twice. */
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

  /** The value of a name, empty when absent. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return "Nvp" + values.keySet();
  }
}

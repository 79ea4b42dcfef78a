package dev.naru.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address, rewritten so that Spring's WHATWG parser reads it as browsers do. The
 * parser alone reads hosts by other rules than {@link HostName}, and drops a path's empty segments.
 *
 * @param text what to give to the parser
 * @param filler the word that stands in {@code text} for each empty segment of the path
 */
public record PreparedAddress(String text, String filler) {

  /**
   * The parts of an address: scheme and user name, host, port and path, query and fragment. Slashes
   * begin a host.
   */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?i)(?<before>https?:[/\\\\]*(?:[^/\\\\?#]*@)?)(?<host>\\[[^/\\\\?#]*|[^/\\\\?#:]+)"
              + "(?<path>[^?#]*)(?<rest>.*)",
          Pattern.DOTALL);

  /**
   * Prepares an address. A text that isn't an http or https address with a host stays as it is, so
   * that the parser refuses it.
   *
   * @param address in ASCII: the caller has percent-encoded other characters
   * @return empty when browsers refuse the host
   */
  public static Optional<PreparedAddress> of(String address) {
    String line = address.replaceAll("[\\t\\r\\n]", "");
    Matcher found = PARTS.matcher(line);
    if (!found.matches()) {
      return Optional.of(new PreparedAddress(address, wordNotIn(address)));
    }
    String filler = wordNotIn(line);
    String given = found.group("host");
    Optional<String> host = given.startsWith("[") ? Optional.of(given) : HostName.of(given);
    String path = found.group("path").replaceAll("(?<=[/\\\\])(?=[/\\\\])", filler);
    return host.map(read ->
        new PreparedAddress(found.group("before") + read + path + found.group("rest"), filler));
  }

  /** The path that the parser has read, with its empty segments as the address had them. */
  public String path(String read) {
    return read.replace(filler, "");
  }

  private static String wordNotIn(String text) {
    String word = "empty";
    while (text.contains(word)) {
      word += "x";
    }
    return word;
  }
}

package dev.naru.hub.checkout;

import dev.naru.hub.text.OuterSpace;
import dev.naru.hub.text.WebAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a merchant's {@code m_redirect_url} and adds the result to it (spec/javascript-sdk.md §6).
 */
final class RedirectUrl {

  /**
   * Schemes that a browser or the operating system handles itself, some of them in an unsafe way;
   * any other scheme belongs to an app.
   */
  private static final Set<String> REFUSED_SCHEMES =
      Set.of(
          "http",
          "https",
          "javascript",
          "data",
          "vbscript",
          "file",
          "blob",
          "filesystem",
          "about",
          "view-source",
          "ws",
          "wss",
          "ftp",
          "ftps",
          "sftp",
          "intent",
          "android-app",
          "content",
          "jar",
          "chrome",
          "edge",
          "opera",
          "resource",
          "res",
          "mk",
          "mhtml",
          "its",
          "itms-services",
          "market",
          "shell",
          "search",
          "search-ms",
          "hcp",
          "ldap",
          "ldaps",
          "smb",
          "nfs",
          "ssh",
          "telnet",
          "rdp",
          "vnc",
          "tel",
          "sms",
          "mailto");

  /** The same, of whole families: Windows's own ({@code ms-settings}), Apple's, extensions'. */
  private static final Pattern REFUSED_FAMILIES =
      Pattern.compile("(ms|x-apple|prefs|app-prefs)-.*|app-prefs|prefs|.*-extension|microsoft-.*");

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");
  private static final int MAX_LENGTH = 2000;

  private RedirectUrl() {}

  /**
   * Checks that a buyer may be sent to the address: it must be http(s) on an allowed origin, or
   * have an app's scheme (G35).
   *
   * @return the address as a {@code Location} header can hold it; empty when it isn't allowed
   */
  static Optional<String> allowed(String address, AllowedOrigins origins) {
    Optional<WebAddress> web = WebAddress.of(address);
    if (web.isPresent()) {
      return web.filter(read -> origins.allows(read.origin())).map(WebAddress::href);
    }
    String url = asciiOf(OuterSpace.strip(address));
    Matcher parts = SCHEME.matcher(url);
    if (url.length() > MAX_LENGTH || !parts.matches()) {
      return Optional.empty();
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    boolean allowed = isOfAnApp(scheme) && parts.group(2).startsWith("//");
    return allowed ? Optional.of(url) : Optional.empty();
  }

  private static boolean isOfAnApp(String scheme) {
    return !REFUSED_SCHEMES.contains(scheme) && !REFUSED_FAMILIES.matcher(scheme).matches();
  }

  /** Appends the values to the query, and leaves the old query and the fragment as they are. */
  static String with(String url, Map<String, String> values) {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    StringBuilder built = new StringBuilder(hash < 0 ? url : url.substring(0, hash));
    values.forEach((name, value) -> {
      char last = built.charAt(built.length() - 1);
      if (built.indexOf("?") < 0) {
        built.append('?');
      } else if (last != '?' && last != '&') {
        built.append('&');
      }
      built.append(encode(name)).append('=').append(encode(value));
    });
    return built.append(fragment).toString();
  }

  private static String encode(String value) {
    return escape(value, true);
  }

  /** Percent-encodes the characters that a header can't hold, and no others. */
  private static String asciiOf(String url) {
    return escape(url, false);
  }

  private static String escape(String text, boolean component) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain =
          component
              ? (c < 0x80 && Character.isLetterOrDigit(c)) || "-_.~".indexOf(c) >= 0
              : c > 0x20 && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%');
        out.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}

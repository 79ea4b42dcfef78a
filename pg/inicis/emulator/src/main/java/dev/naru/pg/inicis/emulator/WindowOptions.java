package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Reply;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the small languages inside the windows' option fields (protocols/inicis.md §3.2, §4.1). */
final class WindowOptions {

  /** Instalments are offered from here on, in won. */
  static final long INSTALMENTS_FROM = 50_000;

  private static final List<Integer> USUAL_MONTHS = IntStream.rangeClosed(2, 12).boxed().toList();

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private WindowOptions() {}

  /** {@code a:b:c}; empty text is no item. */
  static List<String> list(String text) {
    return Stream.of(text.split(":")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  /**
   * The instalments of {@code quotabase} or {@code P_QUOTABASE}; the usual ones when it is empty,
   * none under 50,000 won. The lump sum is always offered and not in the list. {@code n:99} pins n.
   */
  static List<Integer> months(String quotaBase, long amount) {
    if (amount < INSTALMENTS_FROM) {
      return List.of();
    }
    if (quotaBase.isBlank()) {
      return USUAL_MONTHS;
    }
    return list(quotaBase).stream()
        .filter(s -> s.matches("\\d{1,2}"))
        .map(Integer::valueOf)
        .filter(n -> n >= 2 && n <= 36)
        .distinct()
        .toList();
  }

  /** {@code 11-2:3:4,34-5:12} on a PC, {@code 11-2:3^06-3} on a phone: card code to months. */
  static Map<String, List<Integer>> interestFree(String text) {
    var all = new HashMap<String, List<Integer>>();
    for (String one : text.split("[,^]")) {
      int dash = one.indexOf('-');
      if (dash > 0) {
        var months = new ArrayList<Integer>();
        for (String n : list(one.substring(dash + 1))) {
          if (n.matches("\\d{1,2}")) {
            months.add(Integer.valueOf(n));
          }
        }
        all.put(one.substring(0, dash).trim(), months);
      }
    }
    return all;
  }

  /** {@code scheme://host[:port]} of an absolute http address; empty for anything else. */
  static Optional<String> origin(String url) {
    try {
      var uri = new URI(url);
      String scheme = uri.getScheme();
      if (uri.getHost() == null || scheme == null || !scheme.matches("(?i)https?")) {
        return Optional.empty();
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return Optional.of((scheme + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + port);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Cuts as KG INICIS does: longer than 40 bytes becomes 37 bytes and three dots. */
  static String goods(String name) {
    if (name.getBytes(Reply.EUC_KR).length <= 40) {
      return name;
    }
    var kept = new StringBuilder();
    name.codePoints()
        .takeWhile(c -> (kept + Character.toString(c)).getBytes(Reply.EUC_KR).length <= 37)
        .forEach(kept::appendCodePoint);
    return kept + "...";
  }

  /** {@code a=b&c=d}, not encoded. */
  static Map<String, String> pairs(String text) {
    var options = new HashMap<String, String>();
    for (String pair : text.split("&")) {
      int eq = pair.indexOf('=');
      if (eq > 0) {
        options.putIfAbsent(pair.substring(0, eq).trim(), pair.substring(eq + 1).trim());
      }
    }
    return options;
  }

  /** What stands between the brackets of {@code name(...)}; empty when there is no such option. */
  static String inBrackets(List<String> options, String name) {
    return options.stream()
        .filter(o -> o.startsWith(name + "(") && o.endsWith(")"))
        .map(o -> o.substring(name.length() + 1, o.length() - 1))
        .findFirst()
        .orElse("");
  }

  /** {@code Y2}, {@code M2}, {@code yyyyMMdd-yyyyMMdd} or, on a phone, without the dash. */
  static boolean period(String text) {
    return text.isEmpty()
        || text.matches("[YM]\\d{1,2}")
        || text.matches("\\d{8}-?\\d{8}")
            && date(text.substring(0, 8)).isPresent()
            && date(text.substring(text.length() - 8)).isPresent();
  }

  /** Won in digits, at most eight; -1 when the merchant left it to the PG. */
  static Optional<Long> tax(String text) {
    return text.isEmpty()
        ? Optional.of(-1L)
        : text.matches("\\d{1,8}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /**
   * The end of a virtual account. A date alone lasts to the end of its day; without one it is ten
   * days (§4.1).
   *
   * @param day yyyyMMdd or empty
   * @param time HHmm or empty
   * @param now yyyyMMddHHmmss KST
   * @return yyyyMMddHHmmss KST; empty when it is no time or already over
   */
  static Optional<String> deadline(String day, String time, String now) {
    if (day.isEmpty() && time.isEmpty()) {
      return date(now.substring(0, 8)).map(d -> DAY.format(d.plusDays(10)) + "235900");
    }
    String date =
        day.isEmpty()
            ? date(now.substring(0, 8)).map(d -> DAY.format(d.plusDays(10))).orElse("")
            : day;
    String end = time.isEmpty() || time.equals("0000") ? "235959" : time + "00";
    return date(date).isPresent()
            && end.matches("([01]\\d|2[0-3])([0-5]\\d){2}")
            && (date + end).compareTo(now) > 0
        ? Optional.of(date + end)
        : Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DAY));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

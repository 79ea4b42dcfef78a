package dev.naru.pg.inicis.emulator.wire;

import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.MerchantUrl;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parses the options that merchants pack into fields of the windows' forms (protocols/inicis.md
 * §3.2, §4.1).
 */
public final class WindowOptions {

  /** The smallest amount in won that can be paid in instalments. */
  static final long INSTALMENTS_FROM = 50_000;

  private static final List<Integer> USUAL_MONTHS = IntStream.rangeClosed(2, 12).boxed().toList();

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private WindowOptions() {}

  /** The items of {@code a:b:c}; empty items are left out. */
  public static List<String> list(String text) {
    return Stream.of(text.split(":", -1)).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  /**
   * The numbers of instalments of {@code quotabase} or {@code P_QUOTABASE}; the usual ones when the
   * field is empty, none below 50,000 won. The lump sum is always offered and is not in the list.
   * Of {@code n:99} only n is offered.
   */
  public static List<Integer> months(String text, long amount) {
    if (amount < INSTALMENTS_FROM) {
      return List.of();
    }
    if (text.isBlank()) {
      return USUAL_MONTHS;
    }
    return list(text).stream()
        .filter(s -> s.matches("\\d{1,2}"))
        .map(Integer::valueOf)
        .filter(n -> n >= 2 && n <= 36)
        .distinct()
        .toList();
  }

  /**
   * The months without interest by card code, of {@code 11-2:3:4,34-5:12} (PC) or {@code
   * 11-2:3^06-3} (phone).
   */
  public static Map<String, List<Integer>> interestFree(String text) {
    var all = new HashMap<String, List<Integer>>();
    for (String one : text.split("[,^]", -1)) {
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

  /**
   * The origin {@code scheme://host[:port]} of an absolute http address; empty for any other text.
   */
  public static Optional<String> origin(String url) {
    return MerchantUrl.of(url).map(MerchantUrl::origin);
  }

  /**
   * The name of the goods, shortened as KG INICIS does it: a name of more than 40 bytes in EUC-KR
   * becomes 37 bytes and three dots.
   */
  public static String goods(String name) {
    if (name.getBytes(Reply.EUC_KR).length <= 40) {
      return name;
    }
    var kept = new StringBuilder();
    name.codePoints()
        .takeWhile(c -> (kept + Character.toString(c)).getBytes(Reply.EUC_KR).length <= 37)
        .forEach(kept::appendCodePoint);
    return kept + "...";
  }

  /** The pairs of {@code a=b&c=d}, which are not percent-encoded. */
  public static Map<String, String> pairs(String text) {
    var options = new HashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int eq = pair.indexOf('=');
      if (eq > 0) {
        options.putIfAbsent(pair.substring(0, eq).trim(), pair.substring(eq + 1).trim());
      }
    }
    return options;
  }

  /**
   * The text in the brackets of the option {@code name(...)}; empty when there is no such option.
   */
  public static String inBrackets(List<String> options, String name) {
    return options.stream()
        .filter(o -> o.startsWith(name + "(") && o.endsWith(")"))
        .map(o -> o.substring(name.length() + 1, o.length() - 1))
        .findFirst()
        .orElse("");
  }

  /**
   * Whether a text is a period of use: {@code Y2}, {@code M2}, or two dates {@code yyyyMMdd}, with
   * a dash between them or, on a phone, without.
   */
  public static boolean period(String text) {
    return text.isEmpty()
        || text.matches("[YM]\\d{1,2}")
        || (text.matches("\\d{8}-?\\d{8}")
            && date(text.substring(0, 8)).isPresent()
            && date(text.substring(text.length() - 8)).isPresent());
  }

  /**
   * An amount of tax in won; -1 for an empty text, with which the merchant leaves it to the PG.
   * Empty when the text has more than eight digits or is no number.
   */
  public static Optional<Long> tax(String text) {
    return text.isEmpty()
        ? Optional.of(-1L)
        : text.matches("\\d{1,8}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /**
   * The deadline of a virtual account. A date alone means the end of that day; without a date the
   * account lasts ten days (§4.1).
   *
   * @param day yyyyMMdd or empty
   * @param time HHmm or empty
   * @param now yyyyMMddHHmmss, Korean time
   * @return yyyyMMddHHmmss, Korean time; empty when the date or the time doesn't exist or is over
   */
  public static Optional<String> deadline(String day, String time, String now) {
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

package dev.naru.pg.inicis;

import dev.naru.pg.spi.Outcome.CardUsed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates KG INICIS's card codes into V1's (protocols/inicis.md §9.1, spec/rest-api.md §6.2).
 * The codes 91 to 98 except 95 stand for money and points of easy-pays and have no V1 code.
 */
final class InicisCards {
  private static final Pattern QUOTA = Pattern.compile("[0-9]{1,2}");

  /**
   * Matches a card number: many digits in a row, or even more digits with characters between them,
   * so that no date and time matches.
   */
  private static final Pattern WHOLE_NUMBER =
      Pattern.compile(
          "(?<!\\p{Nd})(?:\\p{Nd}{13,19}|\\p{Nd}(?:[\\p{Pd}\\p{Po}\\p{Zs}]?\\p{Nd}){14,18})(?!\\p{Nd})");

  private static final Map<String, String> V1_CODES =
      Map.ofEntries(
          Map.entry("01", "374"),
          Map.entry("03", "368"),
          Map.entry("04", "367"),
          Map.entry("06", "381"),
          Map.entry("11", "361"),
          Map.entry("12", "365"),
          Map.entry("14", "366"),
          Map.entry("15", "370"),
          Map.entry("16", "371"),
          Map.entry("17", "374"),
          Map.entry("21", "10005"),
          Map.entry("22", "10004"),
          Map.entry("23", "10006"),
          Map.entry("24", "10003"),
          Map.entry("25", "10002"),
          Map.entry("26", "10001"),
          Map.entry("32", "364"),
          Map.entry("33", "372"),
          Map.entry("34", "374"),
          Map.entry("35", "002"),
          Map.entry("38", "041"),
          Map.entry("41", "371"),
          Map.entry("43", "370"),
          Map.entry("44", "041"),
          Map.entry("48", "048"),
          Map.entry("51", "369"),
          Map.entry("52", "373"),
          Map.entry("54", "045"),
          Map.entry("55", "089"),
          Map.entry("56", "090"),
          Map.entry("71", "071"),
          Map.entry("81", "374"),
          Map.entry("95", "050"));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("361", "BC"),
          Map.entry("381", "KB국민"),
          Map.entry("367", "현대"),
          Map.entry("365", "삼성"),
          Map.entry("368", "롯데"),
          Map.entry("371", "NH농협"),
          Map.entry("041", "우리"),
          Map.entry("374", "하나"),
          Map.entry("045", "새마을"),
          Map.entry("373", "제주"),
          Map.entry("364", "광주"),
          Map.entry("366", "신한"),
          Map.entry("002", "KDB"),
          Map.entry("369", "수협"),
          Map.entry("048", "신협"),
          Map.entry("370", "씨티"),
          Map.entry("071", "우체국"),
          Map.entry("089", "K뱅크"),
          Map.entry("372", "전북"),
          Map.entry("090", "카카오뱅크"),
          Map.entry("050", "저축은행"),
          Map.entry("10001", "은련"),
          Map.entry("10002", "다이너스"),
          Map.entry("10003", "아멕스"),
          Map.entry("10004", "마스터"),
          Map.entry("10005", "비자"),
          Map.entry("10006", "JCB"));

  /**
   * The codes that restrict the window to certain cards, by V1's code (protocols/inicis.md §9.1,
   * the finer codes). A card company with several networks has a code for each; its own network
   * comes first.
   */
  private static final SequencedMap<String, List<String>> WINDOW_CODES = windowCodes();

  private InicisCards() {}

  private static SequencedMap<String, List<String>> windowCodes() {
    SequencedMap<String, List<String>> codes = new LinkedHashMap<>();
    for (String code :
        List.of(
            "34", "01", "81", "03", "04", "06", "11", "12", "14", "32", "33", "35", "41", "43",
            "44", "48", "51", "52", "54", "55", "56", "71", "95")) {
      codes.computeIfAbsent(code(code).orElseThrow(), standard -> new ArrayList<>()).add(code);
    }
    codes.replaceAll((standard, list) -> List.copyOf(list));
    return Collections.unmodifiableSequencedMap(codes);
  }

  /** V1's codes of the cards that a window can be limited to. */
  static List<String> windowCards() {
    return List.copyOf(WINDOW_CODES.sequencedKeySet());
  }

  /**
   * The window's codes for a card company with this V1 code, at least one; empty when there is
   * none.
   */
  static Optional<List<String>> ofWindow(String standardCode) {
    return Optional.ofNullable(WINDOW_CODES.get(standardCode));
  }

  /** V1's code for KG INICIS's; empty when V1 has none. */
  static Optional<String> code(String inicisCode) {
    return Optional.ofNullable(V1_CODES.get(inicisCode));
  }

  /**
   * The card that an approval describes.
   *
   * @param quota instalment months with two digits; {@code 00} is a lump sum
   * @param checkFlag 0 for credit, 1 for debit, 2 for gift; anything else is unknown
   */
  static CardUsed card(String inicisCode, String number, String quota, String checkFlag) {
    Optional<String> code = code(inicisCode);
    return new CardUsed(
        code.orElse(null),
        code.map(v1 -> NAMES.get(v1) + "카드").orElse(null),
        number.isEmpty() ? null : number,
        QUOTA.matcher(quota).matches() ? Integer.parseInt(quota) : 0,
        type(checkFlag));
  }

  /** Masks card numbers in a text of the PG (G25). */
  static String masked(String text) {
    return WHOLE_NUMBER
        .matcher(text)
        .replaceAll(found -> {
          String number = found.group().replaceAll("\\P{Nd}", "");
          return number.substring(0, 6)
              + "*".repeat(number.length() - 10)
              + number.substring(number.length() - 4);
        });
  }

  private static @Nullable Integer type(String checkFlag) {
    return switch (checkFlag) {
      case "0" -> 0;
      case "1" -> 1;
      case "2" -> 2;
      default -> null;
    };
  }
}

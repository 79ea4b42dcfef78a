package dev.naru.pg.inicis.emulator.wire;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The card companies that the window offers, with KG INICIS's codes and which of them authenticate
 * by ISP (protocols/inicis.md §9.1) and their bank codes (§9.2), {@code 00} for a company without a
 * bank.
 */
public enum CardCompany {
  SHINHAN("14", "26", "신한카드", "Shinhan Card", false),
  HYUNDAI("04", "00", "현대카드", "Hyundai Card", false),
  SAMSUNG("12", "00", "삼성카드", "Samsung Card", false),
  KB("06", "04", "KB국민카드", "KB Kookmin Card", true),
  LOTTE("03", "00", "롯데카드", "Lotte Card", false),
  BC("11", "41", "BC카드", "BC Card", true),
  NH("41", "11", "NH농협카드", "NH Nonghyup Card", false),
  HANA("34", "81", "하나카드", "Hana Card", false),
  WOORI("44", "20", "우리카드", "Woori Card", true),
  CITI("43", "53", "씨티카드", "Citi Card", false),
  KAKAOBANK("56", "90", "카카오뱅크카드", "KakaoBank Card", true),
  KBANK("55", "89", "케이뱅크카드", "K bank Card", true),
  KWANGJU("32", "34", "광주카드", "Kwangju Card", true),
  JEONBUK("33", "37", "전북카드", "Jeonbuk Card", true),
  SUHYUP("51", "07", "수협카드", "Suhyup Card", true),
  SHINHYUP("48", "48", "신협카드", "Shinhyup Card", true),
  JEJU("52", "35", "제주카드", "Jeju Card", true),
  SAEMAUL("54", "45", "새마을금고카드", "MG Saemaul Card", true),
  POST("71", "71", "우체국카드", "Korea Post Card", true),
  KDB("35", "02", "KDB산업카드", "KDB Card", true),
  SAVINGS("95", "50", "저축은행카드", "Savings Bank Card", true);

  /** Companies that are offered only when a merchant asks for them by code. */
  private static final Set<CardCompany> RARE =
      EnumSet.of(SHINHYUP, JEJU, SAEMAUL, POST, KDB, SAVINGS);

  /** Older codes of the same companies (§9.1). */
  private static final Map<String, CardCompany> OLDER =
      Map.of("01", HANA, "17", HANA, "16", NH, "38", WOORI, "15", CITI);

  private final String code;
  private final String bankCode;
  private final String korean;
  private final String english;
  private final boolean isp;

  CardCompany(String code, String bankCode, String korean, String english, boolean isp) {
    this.code = code;
    this.bankCode = bankCode;
    this.korean = korean;
    this.english = english;
    this.isp = isp;
  }

  /** The company with this code, an older one included. */
  public static Optional<CardCompany> ofCode(String code) {
    return Arrays.stream(values())
        .filter(c -> c.code.equals(code))
        .findFirst()
        .or(() -> Optional.ofNullable(OLDER.get(code)));
  }

  /**
   * The company that issued a card. A few known beginnings are recognised; any other number is
   * Shinhan's.
   */
  public static CardCompany ofNumber(String number) {
    return switch (number.substring(0, Math.min(4, number.length()))) {
      case "4330", "5310" -> HYUNDAI;
      case "3791", "5409" -> SAMSUNG;
      case "9490", "5570" -> KB;
      case "5137", "3562" -> LOTTE;
      case "9410", "9430" -> BC;
      default -> SHINHAN;
    };
  }

  /** The companies with these codes, each once; the usual companies when no code is given. */
  public static List<CardCompany> only(List<String> codes) {
    return codes.isEmpty()
        ? Arrays.stream(values()).filter(c -> !RARE.contains(c)).toList()
        : codes.stream().flatMap(c -> ofCode(c).stream()).distinct().sorted().toList();
  }

  /** KG INICIS's code. */
  public String code() {
    return code;
  }

  /** The code of its bank; {@code 00} for none. */
  public String bankCode() {
    return bankCode;
  }

  /** The name in Korean, for example {@code 신한카드}. */
  public String korean() {
    return korean;
  }

  /** The name in the window's language. */
  public String label(boolean inEnglish) {
    return inEnglish ? english : korean;
  }

  /**
   * Whether its cards are authenticated by ISP, which has a {@code payMethod} and a TID prefix of
   * its own.
   */
  public boolean isp() {
    return isp;
  }
}

package dev.naru.pg.mobilians.emulator.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The card companies that the window offers, under the codes of requests (protocols/mobilians.md
 * §5.5).
 */
public enum CardCompany {
  SHN("신한카드", "Shinhan Card"),
  HDC("현대카드", "Hyundai Card"),
  SSC("삼성카드", "Samsung Card"),
  KBC("KB국민카드", "KB Kookmin Card"),
  LTC("롯데카드", "Lotte Card"),
  BCC("BC카드", "BC Card"),
  NHC("NH농협카드", "NH Nonghyup Card"),
  HNC("하나카드", "Hana Card"),
  WRC("우리카드", "Woori Card"),
  CTB("씨티카드", "Citi Card"),
  KKB("카카오뱅크카드", "KakaoBank Card"),
  KNC("케이뱅크카드", "K bank Card"),
  KJB("광주카드", "Kwangju Card"),
  JBB("전북카드", "Jeonbuk Card"),
  SHP("수협카드", "Suhyup Card"),
  JJB("제주카드", "Jeju Card"),
  PTC("우체국카드", "Korea Post Card"),
  KDB("KDB산업카드", "KDB Card"),
  KEC("외환카드", "KEB Card"),
  WOO("우리BC카드", "Woori BC Card"),
  JHC("신한조흥카드", "Shinhan Chohung Card"),
  KBS("저축은행카드", "Savings Bank Card");

  /** Companies after this one are offered only when a merchant asks for them by code. */
  private static final CardCompany LAST_USUAL = SHP;

  private final String korean;
  private final String english;

  CardCompany(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  public static Optional<CardCompany> of(String code) {
    return Arrays.stream(values()).filter(c -> c.name().equals(code)).findFirst();
  }

  /**
   * The companies that {@code cn_direct} or {@code cn_fix_card} name; the usual ones when neither
   * is given.
   */
  public static List<CardCompany> offered(RegisteredOrder order) {
    String direct = order.option("cn_direct");
    String codes = direct.isEmpty() ? order.option("cn_fix_card") : direct.split(":", -1)[0];
    List<CardCompany> asked =
        Arrays.stream(codes.split(":", -1)).flatMap(c -> of(c).stream()).distinct().toList();
    return codes.isEmpty()
        ? Arrays.stream(values()).filter(c -> c.compareTo(LAST_USUAL) <= 0).toList()
        : asked;
  }

  /** The code in results; KakaoBank's differs from the one in requests (§4.2). */
  public String code() {
    return this == KKB ? "KKO" : name();
  }

  /** The name in Korean. */
  public String korean() {
    return korean;
  }

  /** The name in the window's language. */
  public String label(boolean inEnglish) {
    return inEnglish ? english : korean;
  }
}

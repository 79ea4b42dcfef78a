package dev.naru.pg.inicis.emulator.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The banks that the window offers, with KG INICIS's codes (protocols/inicis.md §9.2). */
public enum Bank {
  NH("11", "농협은행", "NH Nonghyup Bank", true),
  KB("04", "KB국민은행", "KB Kookmin Bank", true),
  WOORI("20", "우리은행", "Woori Bank", true),
  SHINHAN("88", "신한은행", "Shinhan Bank", true),
  HANA("81", "하나은행", "Hana Bank", true),
  IBK("03", "기업은행", "IBK", true),
  SUHYUP("07", "수협은행", "Suhyup Bank", true),
  IM("31", "iM뱅크", "iM Bank", true),
  BUSAN("32", "부산은행", "Busan Bank", true),
  KYONGNAM("39", "경남은행", "Kyongnam Bank", true),
  KWANGJU("34", "광주은행", "Kwangju Bank", true),
  POST("71", "우체국", "Korea Post", true),
  SC("23", "SC제일은행", "SC First Bank", false),
  CITI("53", "씨티은행", "Citibank", false),
  JEONBUK("37", "전북은행", "Jeonbuk Bank", false),
  JEJU("35", "제주은행", "Jeju Bank", false),
  SAEMAUL("45", "새마을금고", "MG Saemaul", false),
  CU("48", "신협", "CU", false),
  KDB("02", "산업은행", "KDB", false),
  KBANK("89", "케이뱅크", "K bank", false),
  KAKAO("90", "카카오뱅크", "KakaoBank", false),
  TOSS("92", "토스뱅크", "Toss Bank", false);

  private final String code;
  private final String korean;
  private final String english;
  private final boolean givesAccounts;

  Bank(String code, String korean, String english, boolean givesAccounts) {
    this.code = code;
    this.korean = korean;
    this.english = english;
    this.givesAccounts = givesAccounts;
  }

  public static Optional<Bank> ofCode(String code) {
    return Arrays.stream(values()).filter(b -> b.code.equals(code)).findFirst();
  }

  /** The banks that a buyer can pay from, or those that issue virtual accounts. */
  public static List<Bank> offered(boolean virtualAccounts) {
    return Arrays.stream(values()).filter(b -> b.givesAccounts || !virtualAccounts).toList();
  }

  /**
   * Whether a refund can be paid to a bank. This includes former banks and others that the window
   * doesn't offer (§9.2).
   */
  public static boolean takesRefunds(String code) {
    return ofCode(code).isPresent()
        || List.of("05", "06", "12", "16", "21", "26", "27", "50", "54", "55", "64").contains(code)
        || code.matches("D[1-9A-P]");
  }

  /** KG INICIS's code. */
  public String code() {
    return code;
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

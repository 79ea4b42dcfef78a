package dev.naru.pg.mobilians.emulator.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The banks of KG Mobilians's list (protocols/mobilians.md §5.5). */
public enum Bank {
  KB("004", "국민은행", "Kookmin Bank"),
  SHINHAN("026", "신한은행", "Shinhan Bank"),
  WOORI("020", "우리은행", "Woori Bank"),
  HANA("081", "하나은행", "Hana Bank"),
  NH("011", "농협은행", "Nonghyup Bank"),
  IBK("003", "기업은행", "IBK"),
  POST("071", "우체국", "Korea Post"),
  SC("023", "SC제일은행", "SC First Bank"),
  CITI("027", "씨티은행", "Citibank"),
  SUHYUP("007", "수협은행", "Suhyup Bank"),
  DAEGU("031", "대구은행", "Daegu Bank"),
  BUSAN("032", "부산은행", "Busan Bank"),
  GWANGJU("034", "광주은행", "Gwangju Bank"),
  KYONGNAM("039", "경남은행", "Kyongnam Bank");

  private final String code;
  private final String korean;
  private final String english;

  Bank(String code, String korean, String english) {
    this.code = code;
    this.korean = korean;
    this.english = english;
  }

  /** The bank with this code of three digits. */
  public static Optional<Bank> of(String code) {
    return Arrays.stream(values()).filter(b -> b.code.equals(code)).findFirst();
  }

  /** The banks that the window offers: the one that {@code va_bank_code} names, else all. */
  public static List<Bank> offered(RegisteredOrder order) {
    return of(order.option("va_bank_code")).map(List::of).orElse(List.of(values()));
  }

  /** The code of three digits, as requests have it. */
  public String code() {
    return code;
  }

  /** The code of two digits, as results have it (§2.6). */
  public String shortCode() {
    return code.substring(1);
  }

  /** The name in Korean. */
  public String korean() {
    return korean;
  }

  /** The name in the window's language. */
  public String label(boolean inEnglish) {
    return inEnglish ? english : korean;
  }

  /** Whether an unpaid virtual account of this bank can be closed before its deadline (§2.10). */
  public boolean closesEarly() {
    return this != BUSAN && this != GWANGJU && this != KYONGNAM;
  }
}

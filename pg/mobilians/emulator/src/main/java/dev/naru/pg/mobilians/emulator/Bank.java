package dev.naru.pg.mobilians.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The banks of the PG's own list (protocols/mobilians.md §5.5). */
enum Bank {
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

  static Optional<Bank> of(String code) {
    return Arrays.stream(values()).filter(b -> b.code.equals(code)).findFirst();
  }

  /** The one that {@code va_bank_code} fixes, otherwise all. */
  static List<Bank> offered(RegisteredOrder order) {
    return of(order.option("va_bank_code")).map(List::of).orElse(List.of(values()));
  }

  String code() {
    return code;
  }

  /** Two digits, as results carry it (§2.6). */
  String shortCode() {
    return code.substring(1);
  }

  String korean() {
    return korean;
  }

  String label(boolean inEnglish) {
    return inEnglish ? english : korean;
  }

  /** Whether an unpaid account can be closed early (§2.10). */
  boolean closesEarly() {
    return this != BUSAN && this != GWANGJU && this != KYONGNAM;
  }
}

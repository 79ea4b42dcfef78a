package dev.naru.pg.inicis.emulator.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The agencies that can confirm a person, and the services of each (protocols/inicis-identity.md
 * §1).
 */
public enum Agency {
  PASS("PASS", false),
  TOSS("토스", true),
  KFTC("금융인증서", true),
  KAKAO("카카오", false),
  NAVER("네이버", false),
  SAMSUNG("삼성패스", false),
  SHINHAN("신한은행", true),
  KB("국민은행", true),
  HANA("하나은행", true),
  WOORI("우리은행", true),
  KAKAOBANK("카카오뱅크", true),
  IBK("기업은행", true),
  NH("농협", false);

  private final String korean;
  private final boolean proves;

  Agency(String korean, boolean proves) {
    this.korean = korean;
    this.proves = proves;
  }

  /** The agencies that offer a service; {@code 03} is the proof of identity. */
  static List<Agency> of(String service) {
    return Arrays.stream(values()).filter(each -> each.proves || !service.equals("03")).toList();
  }

  static Optional<Agency> named(String code, String service) {
    return of(service).stream().filter(each -> each.name().equals(code)).findFirst();
  }

  /** The agency's Korean name. */
  public String korean() {
    return korean;
  }
}

package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.spi.Outcome.CardUsed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Translates KG Mobilians' card codes into V1's (protocols/mobilians.md §4.2, §5.5;
 * spec/rest-api.md §6.2). The codes are matched by the companies' names. Where several codes of
 * KG's are one company in V1, requests use the first.
 */
final class MobiliansCards {
  private static final Pattern QUOTA = Pattern.compile("[0-9]{1,2}");
  private static final int NAME_BYTES = 40;

  /**
   * A card company.
   *
   * @param v1 V1's code, the standard one of three digits
   * @param kg KG's codes, at least one
   */
  private record Company(String v1, String name, List<String> kg) {
    Company(String v1, String name, String... kg) {
      this(v1, name, List.of(kg));
    }
  }

  private static final List<Company> COMPANIES =
      List.of(
          new Company("361", "BC", "BCC"),
          new Company("381", "KB국민", "KBC"),
          new Company("367", "현대", "HDC"),
          new Company("365", "삼성", "SSC"),
          new Company("368", "롯데", "LTC"),
          new Company("371", "NH농협", "NHC"),
          new Company("041", "우리", "WRC", "WOO"),
          new Company("374", "하나", "HNC", "KEC"),
          new Company("373", "제주", "JJB"),
          new Company("364", "광주", "KJB"),
          new Company("366", "신한", "SHN", "JHC"),
          new Company("002", "KDB", "KDB"),
          new Company("369", "수협", "SHP"),
          new Company("048", "신협", "SHC"),
          new Company("370", "씨티", "CTB"),
          new Company("071", "우체국", "PTC"),
          new Company("089", "K뱅크", "KNC"),
          new Company("372", "전북", "JBB"),
          // Requests name KakaoBank KKB. An answer may say KKO, which means KakaoPay elsewhere.
          new Company("090", "카카오뱅크", "KKB", "KKO"));

  private MobiliansCards() {}

  /** The code that a request names the company by. */
  static Optional<String> code(String v1Code) {
    return COMPANIES.stream()
        .filter(company -> company.v1().equals(v1Code))
        .map(company -> company.kg().getFirst())
        .findFirst();
  }

  /** V1's codes of all companies that a request can name. */
  static List<String> v1Codes() {
    return COMPANIES.stream().map(Company::v1).toList();
  }

  /**
   * The card that an answer describes. KG doesn't say whether it is a credit or a debit card:
   * {@code cn_own_cd} only tells a person's card from a company's.
   *
   * @param name the company's name, used when the code is unknown
   * @param quota instalment months; {@code 00} or empty is a lump sum
   */
  static CardUsed card(String kgCode, String name, String number, String quota) {
    Optional<Company> company =
        COMPANIES.stream().filter(it -> it.kg().contains(kgCode)).findFirst();
    String given = KoreanText.fit(name, NAME_BYTES).strip();
    return new CardUsed(
        company.map(Company::v1).orElse(null),
        company.map(it -> it.name() + "카드").orElse(given.isEmpty() ? null : given),
        number.strip(),
        QUOTA.matcher(quota).matches() ? Integer.parseInt(quota) : 0,
        null);
  }
}

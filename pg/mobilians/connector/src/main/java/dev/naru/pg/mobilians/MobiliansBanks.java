package dev.naru.pg.mobilians;

import dev.naru.pg.spi.Outcome.Bank;
import java.util.List;
import java.util.Optional;

/**
 * The banks that KG Mobilians lists (protocols/mobilians.md §5.5, §4.2). KG uses the standard
 * codes, except for Shinhan.
 */
final class MobiliansBanks {

  /**
   * One bank.
   *
   * @param kg KG's code
   * @param standard the standard code of three digits
   * @param spellings parts of a name by which an answer without a code is recognised
   */
  private record Row(String kg, String standard, String name, List<String> spellings) {
    Row(String kg, String standard, String name, String... spellings) {
      this(kg, standard, name, List.of(spellings));
    }

    Bank bank() {
      return new Bank(standard, name);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("003", "003", "기업은행", "기업", "IBK"),
          new Row("004", "004", "국민은행", "국민", "KB"),
          new Row("020", "020", "우리은행", "우리"),
          new Row("026", "088", "신한은행", "신한"),
          new Row("081", "081", "하나은행", "하나"),
          new Row("011", "011", "농협은행", "농협"),
          new Row("071", "071", "우체국", "우체국"),
          new Row("027", "027", "씨티은행", "씨티"),
          new Row("023", "023", "SC제일은행", "제일", "SC"),
          new Row("007", "007", "수협은행", "수협"),
          new Row("032", "032", "부산은행", "부산"),
          new Row("034", "034", "광주은행", "광주"),
          new Row("039", "039", "경남은행", "경남"),
          new Row("031", "031", "대구은행", "대구"));

  private MobiliansBanks() {}

  /** The bank with this code; answers may leave out the code's leading 0 (§2.6). */
  static Optional<Bank> byKgCode(String code) {
    String padded = code.length() == 2 ? "0" + code : code;
    return ROWS.stream().filter(row -> row.kg().equals(padded)).map(Row::bank).findFirst();
  }

  /** The bank with this name, for bank transfers, whose answers have no code. */
  static Optional<Bank> byName(String name) {
    return ROWS.stream()
        .filter(row -> row.spellings().stream().anyMatch(name::contains))
        .map(Row::bank)
        .findFirst();
  }

  /** KG's code of a bank; empty when KG doesn't list the bank. */
  static Optional<String> kgCode(String standardCode) {
    return ROWS.stream()
        .filter(row -> row.standard().equals(standardCode))
        .map(Row::kg)
        .findFirst();
  }
}

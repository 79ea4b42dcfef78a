package dev.naru.pg.inicis;

import static java.util.Map.entry;

import dev.naru.pg.spi.Outcome.Bank;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Translates bank codes between KG INICIS and V1 (protocols/inicis.md §9.2, spec/rest-api.md §6.1).
 * V1's code is KG INICIS's with a 0 in front, except for banks that no longer exist and for
 * securities firms (inferred).
 */
final class InicisBanks {
  private static final Pattern TWO = Pattern.compile("[0-9]{2}");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("002", "KDB산업은행"),
          entry("003", "IBK기업은행"),
          entry("004", "KB국민은행"),
          entry("007", "수협은행"),
          entry("011", "NH농협은행"),
          entry("012", "지역농·축협"),
          entry("020", "우리은행"),
          entry("023", "SC제일은행"),
          entry("027", "한국씨티은행"),
          entry("031", "대구은행(아이엠뱅크)"),
          entry("032", "부산은행"),
          entry("034", "광주은행"),
          entry("035", "제주은행"),
          entry("037", "전북은행"),
          entry("039", "경남은행"),
          entry("045", "새마을금고"),
          entry("048", "신협"),
          entry("050", "저축은행"),
          entry("064", "산림조합"),
          entry("071", "우체국"),
          entry("081", "하나은행"),
          entry("088", "신한은행"),
          entry("089", "케이뱅크"),
          entry("090", "카카오뱅크"),
          entry("092", "토스뱅크"));

  /**
   * The codes of banks that other banks have bought and of securities firms, which don't follow the
   * rule.
   */
  private static final Map<String, String> ODD =
      Map.ofEntries(
          entry("05", "081"),
          entry("06", "004"),
          entry("16", "012"),
          entry("21", "088"),
          entry("22", "020"),
          entry("24", "020"),
          entry("25", "081"),
          entry("26", "088"),
          entry("53", "027"),
          entry("D1", "209"),
          entry("D2", "218"),
          entry("D3", "238"),
          entry("D4", "243"),
          entry("D5", "247"),
          entry("D6", "262"),
          entry("D7", "263"),
          entry("D8", "266"),
          entry("D9", "267"),
          entry("DA", "270"),
          entry("DB", "278"),
          entry("DC", "279"),
          entry("DD", "280"),
          entry("DE", "287"),
          entry("DF", "291"),
          entry("DG", "238"),
          entry("DH", "240"),
          entry("DI", "261"),
          entry("DJ", "264"),
          entry("DK", "265"),
          entry("DL", "268"),
          entry("DM", "269"),
          entry("DN", "289"),
          entry("DO", "290"),
          entry("DP", "292"));

  private InicisBanks() {}

  /**
   * The bank with this code of KG INICIS's.
   *
   * @param toldName the bank's name in the same message, may be empty
   * @return empty when KG INICIS has no such code
   */
  static Optional<Bank> bank(String inicisCode, String toldName) {
    return standard(inicisCode)
        .map(code ->
            new Bank(code, toldName.isBlank() ? NAMES.getOrDefault(code, code) : toldName.strip()));
  }

  private static Optional<String> standard(String inicisCode) {
    return Optional.ofNullable(ODD.get(inicisCode))
        .or(() ->
            TWO.matcher(inicisCode).matches() ? Optional.of("0" + inicisCode) : Optional.empty());
  }

  /**
   * The two digits that name a bank in a refund request.
   *
   * @param code V1's code of three digits, or KG INICIS's own (spec/pg-rules.md §2.8)
   * @return empty for a bank that KG INICIS can't pay refunds to
   */
  static Optional<String> inicis(String code) {
    String given = code.strip();
    return given.matches("[0-9]{1,3}") && NAMES.containsKey("0".repeat(3 - given.length()) + given)
        ? Optional.of(("0".repeat(3 - given.length()) + given).substring(1))
        : Optional.empty();
  }
}

package dev.naru.pg.inicis.emulator.wire;

import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.Map;

/** The checks of a request's fields that all INIAPI calls share (protocols/inicis.md §6, §7). */
public final class IniApiFields {

  private IniApiFields() {}

  /**
   * Checks that these fields are there and not empty.
   *
   * @throws PgRefusal ER0102 with the field's name as its text
   */
  public static void require(Map<String, String> fields, String... names) {
    for (String name : names) {
      if (fields.getOrDefault(name, "").isEmpty()) {
        throw new PgRefusal("ER0102", name);
      }
    }
  }

  /**
   * The merchant of the call, whose common fields are checked: the MID must be known, the timestamp
   * fourteen digits and the caller's address IPv4 (IPv6 is refused, §6).
   *
   * @throws PgRefusal ER0102 or 500400
   */
  public static Merchant merchant(Map<String, String> fields) {
    require(fields, "type", "timestamp", "clientIp", "mid", "hashData");
    if (!KoreanTime.isStamp(fields.getOrDefault("timestamp", ""))) {
      throw new PgRefusal("ER0102", "timestamp");
    }
    if (!fields.getOrDefault("clientIp", "").matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      throw new PgRefusal("ER0102", "clientIp");
    }
    Merchant merchant =
        Merchant.of(fields.getOrDefault("mid", ""))
            .orElseThrow(() -> new PgRefusal("500400", "등록되지 않은 상점아이디입니다."));
    if (!merchant.isOpen()) {
      throw new PgRefusal("500403", "개시되지 않은 상점아이디입니다.");
    }
    return merchant;
  }

  /**
   * Compares the call's hash with the expected one.
   *
   * @throws PgRefusal 500632 when they differ
   */
  public static void checkHash(String expected, String given) {
    if (!Signatures.same(expected, given)) {
      throw new PgRefusal("500632", "위변조된 거래입니다.");
    }
  }

  /**
   * The amount in won of a field.
   *
   * @throws PgRefusal 500609 when it isn't written in one to ten digits
   */
  public static long won(Map<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "");
    if (!text.matches("\\d{1,10}")) {
      throw new PgRefusal("500609", "금액이 숫자가 아닙니다. [" + name + "]");
    }
    return Long.parseLong(text);
  }
}

package dev.naru.pg.inicis.emulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads and checks the form of a mobile window (protocols/inicis.md §4.1, §4.2, §4.6). */
final class MobileOrder {

  private static final List<String> REQUIRED =
      List.of("P_INI_PAYMENT", "P_MID", "P_OID", "P_AMT", "P_GOODS", "P_UNAME", "P_NEXT_URL");

  private MobileOrder() {}

  /**
   * @throws Refusal with the MX code
   */
  static Order of(Map<String, String> f) {
    for (String name : REQUIRED) {
      if (get(f, name).isBlank()) {
        throw new Refusal("MX1006", "필수 파라미터가 없습니다. [" + name + "]");
      }
    }
    shape("P_OID", get(f, "P_OID").matches("[\\x21-\\x7e]{1,100}"));
    shape("P_AMT", get(f, "P_AMT").matches("\\d{1,10}") && !get(f, "P_AMT").matches("0+"));
    shape(
        "P_NEXT_URL",
        WindowOptions.origin(get(f, "P_NEXT_URL")).isPresent()
            && get(f, "P_NEXT_URL").length() <= 250);
    shape("P_NOTI", get(f, "P_NOTI").length() <= 800);
    Merchant merchant =
        Merchant.of(get(f, "P_MID")).orElseThrow(() -> new Refusal("MX2001", "상점아이디가 올바르지 않습니다."));
    Map<String, String> reserved = reserved(get(f, "P_RESERVED"));
    boolean checksAmount = "Y".equals(reserved.get("amt_hash"));
    if (merchant.hashKey().isEmpty() && checksAmount || !get(f, "P_INI_PAYMENT").equals("CARD")) {
      throw new Refusal("MX2002", "해당 상점아이디에 열려 있지 않은 서비스입니다.");
    }
    if (checksAmount) {
      String expected =
          Signatures.mobile(
              get(f, "P_AMT"), get(f, "P_OID"), get(f, "P_TIMESTAMP"), merchant.hashKey());
      if (!Signatures.same(expected, get(f, "P_CHKFAKE"))) {
        throw new Refusal("MX1002", "요청 정보가 위변조되었습니다. [P_CHKFAKE]");
      }
    }
    long amount = Long.parseLong(get(f, "P_AMT"));
    String option = get(f, "P_CARD_OPTION");
    String preset =
        option.startsWith("selcode=") ? option.substring(8) : reserved.getOrDefault("d_card", "");
    String quota = reserved.getOrDefault("d_quota", "0");
    return new Order(
        Order.Device.MOBILE,
        merchant.mid(),
        get(f, "P_OID"),
        amount,
        WindowOptions.goods(get(f, "P_GOODS")),
        get(f, "P_MNAME"),
        get(f, "P_UNAME"),
        get(f, "P_MOBILE"),
        get(f, "P_EMAIL"),
        "",
        get(f, "P_NOTI"),
        get(f, "P_NEXT_URL"),
        "",
        get(f, "P_NOTI_URL"),
        "",
        get(f, "P_CHARSET").replace("-", "").equalsIgnoreCase("utf8") ? "UTF-8" : "EUC-KR",
        Stream.of(get(f, "languageView"), get(f, "language"), reserved.getOrDefault("lang", ""))
                .anyMatch("en"::equals)
            ? "en"
            : "ko",
        "Y".equals(reserved.get("centerCd")),
        "Y".equals(reserved.get("below1000")),
        true,
        false,
        WindowOptions.list(get(f, "P_ONLY_CARDCODE")),
        WindowOptions.months(get(f, "P_QUOTABASE"), amount),
        preset,
        quota.matches("\\d{1,2}") ? Integer.parseInt(quota) : 0,
        "Y".equals(reserved.get("merc_noint"))
            ? WindowOptions.interestFree(reserved.getOrDefault("noint_quota", ""))
            : Map.of());
  }

  /** {@code a=b&c=d}, not encoded. */
  private static Map<String, String> reserved(String text) {
    var options = new HashMap<String, String>();
    for (String pair : text.split("&")) {
      int eq = pair.indexOf('=');
      if (eq > 0) {
        options.putIfAbsent(pair.substring(0, eq).trim(), pair.substring(eq + 1).trim());
      }
    }
    return options;
  }

  private static void shape(String field, boolean right) {
    if (!right) {
      throw new Refusal("MX1002", "요청 정보가 올바르지 않습니다. [" + field + "]");
    }
  }

  private static String get(Map<String, String> f, String name) {
    return f.getOrDefault(name, "").trim();
  }
}

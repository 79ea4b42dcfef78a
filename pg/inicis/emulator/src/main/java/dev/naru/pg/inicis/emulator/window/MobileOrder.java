package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks the form of a mobile window (protocols/inicis.md §4.1, §4.2, §4.6). */
final class MobileOrder {

  private static final List<String> REQUIRED =
      List.of("P_INI_PAYMENT", "P_MID", "P_OID", "P_AMT", "P_GOODS", "P_UNAME", "P_NEXT_URL");

  private MobileOrder() {}

  /**
   * Reads a form.
   *
   * @param now yyyyMMddHHmmss, Korean time
   * @throws PgRefusal with an MX code
   */
  static WindowOrder of(Map<String, String> f, String now) {
    for (String name : REQUIRED) {
      if (get(f, name).isBlank()) {
        throw missing(name);
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
        Merchant.of(get(f, "P_MID"))
            .orElseThrow(() -> new PgRefusal("MX2001", "상점아이디가 올바르지 않습니다."));
    Map<String, String> reserved = WindowOptions.pairs(get(f, "P_RESERVED"));
    boolean checksAmount = "Y".equals(reserved.get("amt_hash"));
    if (merchant.hashKey().isEmpty() && checksAmount) {
      throw closed();
    }
    Method method = Method.ofMobile(get(f, "P_INI_PAYMENT")).orElseThrow(MobileOrder::closed);
    if (checksAmount) {
      String expected =
          Signatures.mobile(
              get(f, "P_AMT"), get(f, "P_OID"), get(f, "P_TIMESTAMP"), merchant.hashKey());
      if (!Signatures.same(expected, get(f, "P_CHKFAKE"))) {
        throw new PgRefusal("MX1002", "요청 정보가 위변조되었습니다. [P_CHKFAKE]");
      }
    }
    long amount = Long.parseLong(get(f, "P_AMT"));
    String option = get(f, "P_CARD_OPTION");
    String preset =
        option.startsWith("selcode=") ? option.substring(8) : reserved.getOrDefault("d_card", "");
    String quota = reserved.getOrDefault("d_quota", "0");
    return new WindowOrder(
        WindowOrder.Device.MOBILE,
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
            : Map.of(),
        terms(f, reserved, method, now));
  }

  private static PgRefusal closed() {
    return new PgRefusal("MX2002", "해당 상점아이디에 열려 있지 않은 서비스입니다.");
  }

  private static Terms terms(
      Map<String, String> f, Map<String, String> reserved, Method method, String now) {
    String easyPay =
        method == Method.CARD
            ? InicisEasyPay.ofMobile(on(reserved)).map(InicisEasyPay::code).orElse("")
            : "";
    if (method == Method.PHONE && get(f, "P_HPP_METHOD").isEmpty()) {
      throw missing("P_HPP_METHOD");
    }
    if (method == Method.VBANK && get(f, "P_NOTI_URL").isEmpty()) {
      throw missing("P_NOTI_URL");
    }
    shape("P_HPP_METHOD", get(f, "P_HPP_METHOD").matches("[12]?"));
    shape(
        "P_NOTI_URL",
        WindowOptions.origin(get(f, "P_NOTI_URL")).isPresent() || get(f, "P_NOTI_URL").isEmpty());
    long amount = Long.parseLong(get(f, "P_AMT"));
    long tax = tax(f, "P_TAX");
    long taxFree = tax(f, "P_TAXFREE");
    shape("P_TAX", tax * 10 <= amount);
    shape("P_TAXFREE", taxFree <= amount);
    shape("P_OFFER_PERIOD", WindowOptions.period(get(f, "P_OFFER_PERIOD")));
    shape("P_VBANK_DT", get(f, "P_VBANK_DT").matches("(\\d{8})?"));
    shape("P_VBANK_TM", get(f, "P_VBANK_TM").matches("(\\d{4})?"));
    Optional<String> deadline =
        WindowOptions.deadline(get(f, "P_VBANK_DT"), get(f, "P_VBANK_TM"), now);
    shape("P_VBANK_DT", deadline.isPresent());
    boolean escrow = "Y".equals(reserved.get("useescrow"));
    if (escrow && !method.takesEscrow()) {
      throw new PgRefusal("MX2002", "에스크로를 이용할 수 없는 결제수단입니다.");
    }
    boolean receipt =
        method == Method.VBANK
            ? "Y".equals(reserved.get("vbank_receipt"))
            : !"N".equals(reserved.get("bank_receipt"));
    return new Terms(
        List.of(method),
        easyPay,
        !"Y".equals(reserved.get("noeasypay")),
        !reserved.getOrDefault("d_card", "").isEmpty() && reserved.containsKey("d_quota"),
        get(f, "P_HPP_METHOD"),
        tax,
        taxFree,
        escrow,
        get(f, "P_OFFER_PERIOD"),
        deadline.orElse(""),
        receipt ? List.of(Method.VBANK, Method.BANK) : List.of(),
        reserved.getOrDefault("app_scheme", ""),
        false,
        "",
        get(f, "P_RESERVED"));
  }

  private static Set<String> on(Map<String, String> reserved) {
    return reserved.entrySet().stream()
        .filter(e -> e.getValue().equals("Y"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static long tax(Map<String, String> f, String name) {
    return WindowOptions.tax(get(f, name))
        .orElseThrow(() -> new PgRefusal("MX1002", "요청 정보가 올바르지 않습니다. [" + name + "]"));
  }

  private static PgRefusal missing(String name) {
    return new PgRefusal("MX1006", "필수 파라미터가 없습니다. [" + name + "]");
  }

  private static void shape(String field, boolean right) {
    if (!right) {
      throw new PgRefusal("MX1002", "요청 정보가 올바르지 않습니다. [" + field + "]");
    }
  }

  private static String get(Map<String, String> f, String name) {
    return f.getOrDefault(name, "").trim();
  }
}

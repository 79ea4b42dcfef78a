package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.PgHost;
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
   * @param host the host that the form was posted to
   * @param now yyyyMMddHHmmss, Korean time
   * @throws PgRefusal with an MX code
   */
  static WindowOrder of(Map<String, String> fields, PgHost host, String now) {
    var f = new WindowForm(fields, "MX1006", "MX1002", "요청 정보가 올바르지 않습니다.");
    f.require(REQUIRED);
    f.check("P_OID", f.get("P_OID").matches("[\\x21-\\x7e]{1,100}"));
    f.check("P_AMT", f.get("P_AMT").matches("\\d{1,10}") && !f.get("P_AMT").matches("0+"));
    f.check(
        "P_NEXT_URL",
        WindowOptions.origin(f.get("P_NEXT_URL")).isPresent()
            && f.get("P_NEXT_URL").length() <= 250);
    f.check("P_NOTI", f.get("P_NOTI").length() <= 800);
    Merchant merchant =
        Merchant.of(f.get("P_MID")).orElseThrow(() -> new PgRefusal("MX2001", "상점아이디가 올바르지 않습니다."));
    Map<String, String> reserved = WindowOptions.pairs(f.get("P_RESERVED"));
    boolean checksAmount = "Y".equals(reserved.get("amt_hash"));
    if (merchant.hashKey().isEmpty() && checksAmount) {
      throw closed();
    }
    Method method = Method.ofMobile(f.get("P_INI_PAYMENT")).orElseThrow(MobileOrder::closed);
    if (checksAmount) {
      String expected =
          Signatures.mobile(
              f.get("P_AMT"), f.get("P_OID"), f.get("P_TIMESTAMP"), merchant.hashKey());
      if (!Signatures.same(expected, f.get("P_CHKFAKE"))) {
        throw new PgRefusal("MX1002", "요청 정보가 위변조되었습니다. [P_CHKFAKE]");
      }
    }
    long amount = Long.parseLong(f.get("P_AMT"));
    String option = f.get("P_CARD_OPTION");
    String preset =
        option.startsWith("selcode=") ? option.substring(8) : reserved.getOrDefault("d_card", "");
    String quota = reserved.getOrDefault("d_quota", "0");
    return new WindowOrder(
        WindowOrder.Device.MOBILE,
        merchant.mid(),
        f.get("P_OID"),
        amount,
        WindowOptions.goods(f.get("P_GOODS")),
        f.get("P_MNAME"),
        f.get("P_UNAME"),
        f.get("P_MOBILE"),
        f.get("P_EMAIL"),
        "",
        f.get("P_NOTI"),
        f.get("P_NEXT_URL"),
        "",
        f.get("P_NOTI_URL"),
        "",
        f.get("P_CHARSET").replace("-", "").equalsIgnoreCase("utf8") ? "UTF-8" : "EUC-KR",
        Stream.of(f.get("languageView"), f.get("language"), reserved.getOrDefault("lang", ""))
                .anyMatch("en"::equals)
            ? "en"
            : "ko",
        "Y".equals(reserved.get("centerCd")),
        "Y".equals(reserved.get("below1000")),
        true,
        false,
        WindowOptions.list(f.get("P_ONLY_CARDCODE")),
        WindowOptions.months(f.get("P_QUOTABASE"), amount),
        preset,
        quota.matches("\\d{1,2}") ? Integer.parseInt(quota) : 0,
        "Y".equals(reserved.get("merc_noint"))
            ? WindowOptions.interestFree(reserved.getOrDefault("noint_quota", ""))
            : Map.of(),
        terms(f, reserved, method, now),
        host,
        false,
        "WON");
  }

  private static PgRefusal closed() {
    return new PgRefusal("MX2002", "해당 상점아이디에 열려 있지 않은 서비스입니다.");
  }

  private static Terms terms(
      WindowForm f, Map<String, String> reserved, Method method, String now) {
    String easyPay =
        method == Method.CARD
            ? InicisEasyPay.ofMobile(on(reserved)).map(InicisEasyPay::code).orElse("")
            : "";
    if (method == Method.PHONE) {
      f.require(List.of("P_HPP_METHOD"));
    }
    if (method == Method.VBANK) {
      f.require(List.of("P_NOTI_URL"));
    }
    f.check("P_HPP_METHOD", f.get("P_HPP_METHOD").matches("[12]?"));
    f.check(
        "P_NOTI_URL",
        WindowOptions.origin(f.get("P_NOTI_URL")).isPresent() || f.get("P_NOTI_URL").isEmpty());
    long amount = Long.parseLong(f.get("P_AMT"));
    long tax = f.tax("P_TAX");
    long taxFree = f.tax("P_TAXFREE");
    f.check("P_TAX", tax * 10 <= amount);
    f.check("P_TAXFREE", taxFree <= amount);
    f.check("P_OFFER_PERIOD", WindowOptions.period(f.get("P_OFFER_PERIOD")));
    f.check("P_VBANK_DT", f.get("P_VBANK_DT").matches("(\\d{8})?"));
    f.check("P_VBANK_TM", f.get("P_VBANK_TM").matches("(\\d{4})?"));
    Optional<String> deadline =
        WindowOptions.deadline(f.get("P_VBANK_DT"), f.get("P_VBANK_TM"), now);
    f.check("P_VBANK_DT", deadline.isPresent());
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
        f.get("P_HPP_METHOD"),
        tax,
        taxFree,
        escrow,
        f.get("P_OFFER_PERIOD"),
        deadline.orElse(""),
        receipt ? List.of(Method.VBANK, Method.BANK) : List.of(),
        reserved.getOrDefault("app_scheme", ""),
        false,
        "",
        f.get("P_RESERVED"));
  }

  private static Set<String> on(Map<String, String> reserved) {
    return reserved.entrySet().stream()
        .filter(e -> e.getValue().equals("Y"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}

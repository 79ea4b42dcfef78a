package dev.naru.pg.inicis.emulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and checks the form of a PC window (protocols/inicis.md §3.2). The checks are the PG's:
 * what is wrong comes back as a V code to {@code returnUrl}.
 */
final class StdPayOrder {

  /** The hidden field in which INIStdPay.js says which page opened the window. */
  static final String OPENER = "inicisOpener";

  private static final List<String> REQUIRED =
      List.of(
          "version",
          "mid",
          "oid",
          "price",
          "timestamp",
          "signature",
          "mKey",
          "currency",
          "goodname",
          "buyername",
          "buyertel",
          "buyeremail",
          "returnUrl");
  private static final Set<String> CARD_METHODS = Set.of("Card", "VCard", "ACard");

  private StdPayOrder() {}

  /**
   * @param pageOrigin the Origin header of the post; empty when the browser sent none
   * @throws Refusal with the V code
   */
  static Order of(Map<String, String> f, String pageOrigin) {
    for (String name : REQUIRED) {
      if (get(f, name).isBlank()) {
        throw new Refusal("V001", "필수 파라미터가 없습니다. [" + name + "]");
      }
    }
    shape("version", get(f, "version").equals("1.0"));
    shape("mid", get(f, "mid").length() == 10);
    shape("oid", get(f, "oid").matches("[\\x21-\\x7e]{1,64}"));
    shape("price", get(f, "price").matches("\\d{1,10}") && amount(f) > 0);
    shape("timestamp", get(f, "timestamp").matches("\\d{1,20}"));
    shape("currency", get(f, "currency").equals("WON"));
    shape("buyertel", get(f, "buyertel").matches("[0-9-]{1,20}"));
    shape("buyeremail", get(f, "buyeremail").length() <= 60);
    shape("merchantData", get(f, "merchantData").matches("[\\x20-\\x7e]{0,2000}"));
    shape("returnUrl", WindowOptions.origin(get(f, "returnUrl")).isPresent());
    signatures(f);
    String opener = opener(f, pageOrigin);
    List<String> options = WindowOptions.list(get(f, "acceptmethod"));
    if (options.stream().anyMatch(o -> o.startsWith("BILLAUTH"))) {
      throw new Refusal("V102", "계약되지 않은 인증방법입니다.");
    }
    List<String> methods = WindowOptions.list(get(f, "gopaymethod"));
    if (!methods.isEmpty() && methods.stream().noneMatch(CARD_METHODS::contains)) {
      throw new Refusal("V101", "이용 가능한 결제수단이 없습니다.");
    }
    return new Order(
        Order.Device.PC,
        get(f, "mid"),
        get(f, "oid"),
        amount(f),
        WindowOptions.goods(get(f, "goodname")),
        get(f, "mid"),
        get(f, "buyername"),
        get(f, "buyertel"),
        get(f, "buyeremail"),
        get(f, "parentemail"),
        get(f, "merchantData"),
        get(f, "returnUrl"),
        get(f, "closeUrl"),
        "",
        opener,
        get(f, "charset").isEmpty() ? "UTF-8" : get(f, "charset"),
        Set.of("en", "cn").contains(get(f, "languageView")) ? "en" : "ko",
        options.contains("centerCd(Y)"),
        options.contains("below1000"),
        options.contains("poptargetself"),
        get(f, "payViewType").equals("popup"),
        WindowOptions.list(get(f, "ini_onlycardcode")),
        WindowOptions.months(get(f, "quotabase"), amount(f)),
        get(f, "ini_cardcode"),
        months(get(f, "ansim_quota")),
        WindowOptions.interestFree(get(f, "nointerest")));
  }

  private static void signatures(Map<String, String> f) {
    Merchant merchant =
        Merchant.of(get(f, "mid")).orElseThrow(() -> new Refusal("V003", "등록되지 않은 상점아이디입니다."));
    String oid = get(f, "oid");
    String price = get(f, "price");
    String timestamp = get(f, "timestamp");
    if (!Signatures.same(Signatures.mKey(merchant.signKey()), get(f, "mKey"))) {
      throw new Refusal("V011", "mKey가 올바르지 않습니다.");
    }
    if (!Signatures.same(Signatures.request(oid, price, timestamp), get(f, "signature"))) {
      throw new Refusal("V013", "signature가 올바르지 않습니다.");
    }
    if (get(f, "use_chkfake").equals("Y")
        && !Signatures.same(
            Signatures.requestVerification(oid, price, merchant.signKey(), timestamp),
            get(f, "verification"))) {
      throw new Refusal("V014", "verification이 올바르지 않습니다.");
    }
  }

  /** {@code closeUrl} must be of the page that opened the window (V023, §3.2). */
  private static String opener(Map<String, String> f, String pageOrigin) {
    String told = WindowOptions.origin(get(f, OPENER)).orElse("");
    String seen = WindowOptions.origin(pageOrigin).orElse("");
    String opener = seen.isEmpty() ? told : seen;
    String closeUrl = get(f, "closeUrl");
    if (!closeUrl.isEmpty()
        && (opener.isEmpty() || !WindowOptions.origin(closeUrl).orElse("?").equals(opener))) {
      throw new Refusal("V023", "결제 요청 페이지와 closeUrl의 도메인이 일치하지 않습니다.");
    }
    if (!told.isEmpty() && !told.equals(opener)) {
      throw new Refusal("V023", "결제 요청 페이지의 도메인이 일치하지 않습니다.");
    }
    return opener;
  }

  private static void shape(String field, boolean right) {
    if (!right) {
      throw new Refusal("V002", "파라미터 형식이 올바르지 않습니다. [" + field + "]");
    }
  }

  private static long amount(Map<String, String> f) {
    return Long.parseLong(get(f, "price"));
  }

  private static int months(String quota) {
    return quota.matches("\\d{1,2}") ? Integer.parseInt(quota) : 0;
  }

  private static String get(Map<String, String> f, String name) {
    return f.getOrDefault(name, "").trim();
  }
}

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
import java.util.stream.Stream;

/**
 * Reads and checks the form of a PC window as KG INICIS does (protocols/inicis.md §3.2). A refusal
 * goes back to {@code returnUrl} with a V code.
 */
final class StdPayOrder {

  /** The hidden field in which INIStdPay.js names the page that opened the window. */
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

  private StdPayOrder() {}

  /**
   * Reads a form.
   *
   * @param pageOrigin the request's {@code Origin} header; empty when the browser sent none
   * @param now yyyyMMddHHmmss, Korean time
   * @throws PgRefusal with a V code
   */
  static WindowOrder of(Map<String, String> f, String pageOrigin, String now) {
    for (String name : REQUIRED) {
      if (get(f, name).isBlank()) {
        throw new PgRefusal("V001", "필수 파라미터가 없습니다. [" + name + "]");
      }
    }
    shape("version", get(f, "version").equals("1.0"));
    shape("mid", get(f, "mid").length() == 10);
    shape("oid", get(f, "oid").matches("[\\x21-\\x7e]{1,64}"));
    List<String> options = WindowOptions.list(get(f, "acceptmethod"));
    boolean key = options.stream().anyMatch(o -> o.startsWith("BILLAUTH"));
    // A billing key's price is only shown, so it may be 0 (§3.11).
    shape("price", get(f, "price").matches("\\d{1,10}") && (key || amount(f) > 0));
    shape("timestamp", get(f, "timestamp").matches("\\d{1,20}"));
    shape("currency", get(f, "currency").equals("WON"));
    shape("buyertel", get(f, "buyertel").matches("[0-9-]{1,20}"));
    shape("buyeremail", get(f, "buyeremail").length() <= 60);
    shape("merchantData", get(f, "merchantData").matches("[\\x20-\\x7e]{0,2000}"));
    shape("returnUrl", WindowOptions.origin(get(f, "returnUrl")).isPresent());
    signatures(f);
    String opener = opener(f, pageOrigin);
    Terms terms = terms(f, options, key, now);
    return new WindowOrder(
        WindowOrder.Device.PC,
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
        WindowOptions.interestFree(get(f, "nointerest")),
        terms);
  }

  private static Terms terms(Map<String, String> f, List<String> options, boolean key, String now) {
    if (key
        && ((!options.contains("BILLAUTH(Card)") && !options.contains("BILLAUTH(card)"))
            || !Merchant.of(get(f, "mid")).map(Merchant::makesKeys).orElse(false))) {
      throw new PgRefusal("V102", "계약되지 않은 인증방법입니다.");
    }
    boolean escrow = options.contains("useescrow");
    List<String> asked = WindowOptions.list(get(f, "gopaymethod"));
    boolean alone = options.contains("cardonly");
    String easyPay =
        asked.stream()
            .flatMap(name -> InicisEasyPay.ofPc(name).stream())
            .filter(e -> alone)
            .map(InicisEasyPay::code)
            .findFirst()
            .orElse("");
    List<Method> methods =
        methods(asked, key).stream().filter(m -> !escrow || m.takesEscrow()).toList();
    if (methods.isEmpty()) {
      throw new PgRefusal("V101", "이용 가능한 결제수단이 없습니다.");
    }
    long tax = tax(f, "tax");
    long taxFree = tax(f, "taxfree");
    shape("tax", tax * 10 <= amount(f));
    shape("taxfree", taxFree <= amount(f));
    shape("offerPeriod", WindowOptions.period(get(f, "offerPeriod")));
    String goods = WindowOptions.inBrackets(options, "HPP");
    shape("acceptmethod:HPP", goods.matches("[12]?"));
    String due = WindowOptions.inBrackets(options, "vbank");
    shape("acceptmethod:vbank", due.matches("(\\d{8}(\\d{4})?)?"));
    Optional<String> deadline =
        WindowOptions.deadline(
            due.substring(0, Math.min(8, due.length())),
            due.length() > 8 ? due.substring(8) : "",
            now);
    shape("acceptmethod:vbank", deadline.isPresent());
    return new Terms(
        methods,
        easyPay,
        !alone && !key && !options.contains("noeasypay"),
        !get(f, "ini_cardcode").isEmpty() && !get(f, "ansim_quota").isEmpty(),
        goods,
        tax,
        taxFree,
        escrow,
        get(f, "offerPeriod"),
        deadline.orElse(""),
        Stream.of(Method.VBANK, Method.BANK)
            .filter(
                m ->
                    m == Method.VBANK
                        ? options.contains("va_receipt")
                        : !options.contains("no_receipt"))
            .toList(),
        "",
        key,
        "",
        get(f, "acceptmethod"));
  }

  private static List<Method> methods(List<String> asked, boolean key) {
    if (key) {
      return asked.isEmpty() || asked.stream().anyMatch(a -> a.equalsIgnoreCase("Card"))
          ? List.of(Method.CARD)
          : List.of();
    }
    return asked.isEmpty()
        ? Method.all()
        : asked.stream()
            .flatMap(
                name ->
                    InicisEasyPay.ofPc(name)
                        .map(e -> Method.CARD)
                        .or(() -> Method.ofPc(name))
                        .stream())
            .distinct()
            .toList();
  }

  private static long tax(Map<String, String> f, String name) {
    return WindowOptions.tax(get(f, name))
        .orElseThrow(() -> new PgRefusal("V002", "파라미터 형식이 올바르지 않습니다. [" + name + "]"));
  }

  private static void signatures(Map<String, String> f) {
    Merchant merchant =
        Merchant.of(get(f, "mid")).orElseThrow(() -> new PgRefusal("V003", "등록되지 않은 상점아이디입니다."));
    String oid = get(f, "oid");
    String price = get(f, "price");
    String timestamp = get(f, "timestamp");
    if (!Signatures.same(Signatures.mKey(merchant.signKey()), get(f, "mKey"))) {
      throw new PgRefusal("V011", "mKey가 올바르지 않습니다.");
    }
    if (!Signatures.same(Signatures.request(oid, price, timestamp), get(f, "signature"))) {
      throw new PgRefusal("V013", "signature가 올바르지 않습니다.");
    }
    if (get(f, "use_chkfake").equals("Y")
        && !Signatures.same(
            Signatures.requestVerification(oid, price, merchant.signKey(), timestamp),
            get(f, "verification"))) {
      throw new PgRefusal("V014", "verification이 올바르지 않습니다.");
    }
  }

  /**
   * The origin of the page that opened the window. {@code closeUrl} must be of the same origin
   * (V023, §3.2).
   */
  private static String opener(Map<String, String> f, String pageOrigin) {
    String told = WindowOptions.origin(get(f, OPENER)).orElse("");
    String seen = WindowOptions.origin(pageOrigin).orElse("");
    String opener = seen.isEmpty() ? told : seen;
    String closeUrl = get(f, "closeUrl");
    if (!closeUrl.isEmpty()
        && (opener.isEmpty() || !WindowOptions.origin(closeUrl).orElse("?").equals(opener))) {
      throw new PgRefusal("V023", "결제 요청 페이지와 closeUrl의 도메인이 일치하지 않습니다.");
    }
    if (!told.isEmpty() && !told.equals(opener)) {
      throw new PgRefusal("V023", "결제 요청 페이지의 도메인이 일치하지 않습니다.");
    }
    return opener;
  }

  private static void shape(String field, boolean right) {
    if (!right) {
      throw new PgRefusal("V002", "파라미터 형식이 올바르지 않습니다. [" + field + "]");
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

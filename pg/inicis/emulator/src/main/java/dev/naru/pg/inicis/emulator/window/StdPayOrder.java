package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.PgHost;
import dev.naru.sandbox.kit.MerchantUrl;
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
   * @param host the host that the form was posted to
   * @param pageOrigin the request's {@code Origin} header; empty when the browser sent none
   * @param now yyyyMMddHHmmss, Korean time
   * @throws PgRefusal with a V code
   */
  static WindowOrder of(Map<String, String> fields, PgHost host, String pageOrigin, String now) {
    var f = new WindowForm(fields, "V001", "V002", "파라미터 형식이 올바르지 않습니다.");
    f.require(REQUIRED);
    f.check("version", f.get("version").equals("1.0"));
    f.check("mid", f.get("mid").length() == 10);
    f.check("oid", f.get("oid").matches("[\\x21-\\x7e]{1,64}"));
    List<String> options = WindowOptions.list(f.get("acceptmethod"));
    boolean key = options.stream().anyMatch(o -> o.startsWith("BILLAUTH"));
    // A billing key's price is only shown, so it may be 0 (§3.11).
    f.check("price", f.get("price").matches("\\d{1,10}") && (key || amount(f) > 0));
    f.check("timestamp", f.get("timestamp").matches("\\d{1,20}"));
    // USD is only for cards, in cents (§3.2).
    f.check("currency", f.get("currency").matches("WON|USD"));
    f.check("buyertel", f.get("buyertel").matches("[0-9-]{1,20}"));
    f.check("buyeremail", f.get("buyeremail").length() <= 60);
    f.check("merchantData", f.get("merchantData").matches("[\\x20-\\x7e]{0,2000}"));
    f.check("returnUrl", WindowOptions.origin(f.get("returnUrl")).isPresent());
    signatures(f);
    String opener = opener(f, pageOrigin);
    Terms terms = terms(f, options, key, now);
    return new WindowOrder(
        WindowOrder.Device.PC,
        f.get("mid"),
        f.get("oid"),
        amount(f),
        WindowOptions.goods(f.get("goodname")),
        f.get("mid"),
        f.get("buyername"),
        f.get("buyertel"),
        f.get("buyeremail"),
        f.get("parentemail"),
        f.get("merchantData"),
        f.get("returnUrl"),
        f.get("closeUrl"),
        "",
        opener,
        f.get("charset").isEmpty() ? "UTF-8" : f.get("charset"),
        Set.of("en", "cn").contains(f.get("languageView")) ? "en" : "ko",
        options.contains("centerCd(Y)"),
        options.contains("below1000"),
        options.contains("poptargetself"),
        f.get("payViewType").equals("popup"),
        WindowOptions.list(f.get("ini_onlycardcode")),
        WindowOptions.months(f.get("quotabase"), amount(f)),
        f.get("ini_cardcode"),
        months(f.get("ansim_quota")),
        WindowOptions.interestFree(f.get("nointerest")),
        terms,
        host,
        f.get("use_chkfake").equals("Y"),
        f.get("currency"));
  }

  private static Terms terms(WindowForm f, List<String> options, boolean key, String now) {
    if (key
        && ((!options.contains("BILLAUTH(Card)") && !options.contains("BILLAUTH(card)"))
            || !Merchant.of(f.get("mid")).map(Merchant::makesKeys).orElse(false))) {
      throw new PgRefusal("V102", "계약되지 않은 인증방법입니다.");
    }
    boolean escrow = options.contains("useescrow");
    List<String> asked = WindowOptions.list(f.get("gopaymethod"));
    boolean alone = options.contains("cardonly") || asked.stream().anyMatch(Method::alone);
    String easyPay =
        asked.stream()
            .flatMap(name -> InicisEasyPay.ofPc(name).stream())
            .filter(e -> alone)
            .map(InicisEasyPay::code)
            .findFirst()
            .orElse("");
    boolean dollars = f.get("currency").equals("USD");
    List<Method> methods =
        methods(asked, key).stream()
            .filter(m -> !escrow || m.takesEscrow())
            .filter(m -> !dollars || m == Method.CARD)
            .toList();
    if (methods.isEmpty()) {
      throw new PgRefusal("V101", "이용 가능한 결제수단이 없습니다.");
    }
    long tax = f.tax("tax");
    long taxFree = f.tax("taxfree");
    f.check("tax", tax * 10 <= amount(f));
    f.check("taxfree", taxFree <= amount(f));
    f.check("offerPeriod", WindowOptions.period(f.get("offerPeriod")));
    String goods = WindowOptions.inBrackets(options, "HPP");
    f.check("acceptmethod:HPP", goods.matches("[12]?"));
    if (goods.isEmpty() && methods.equals(List.of(Method.PHONE))) {
      throw new PgRefusal("V023", "acceptmethod에 HPP(1) 또는 HPP(2)가 없습니다.");
    }
    String due = WindowOptions.inBrackets(options, "vbank");
    f.check("acceptmethod:vbank", due.matches("(\\d{8}(\\d{4})?)?"));
    Optional<String> deadline =
        WindowOptions.deadline(
            due.substring(0, Math.min(8, due.length())),
            due.length() > 8 ? due.substring(8) : "",
            now);
    f.check("acceptmethod:vbank", deadline.isPresent());
    return new Terms(
        methods,
        easyPay,
        !alone && !key && !options.contains("noeasypay"),
        !f.get("ini_cardcode").isEmpty() && !f.get("ansim_quota").isEmpty(),
        goods,
        tax,
        taxFree,
        escrow,
        f.get("offerPeriod"),
        deadline.orElse(""),
        Stream.of(Method.VBANK, Method.BANK)
            .filter(m ->
                m == Method.VBANK
                    ? options.contains("va_receipt")
                    : !options.contains("no_receipt"))
            .toList(),
        "",
        key,
        "",
        f.get("acceptmethod"));
  }

  private static List<Method> methods(List<String> asked, boolean key) {
    if (key) {
      return asked.isEmpty() || asked.stream().anyMatch(a -> a.equalsIgnoreCase("Card"))
          ? List.of(Method.CARD)
          : List.of();
    }
    Optional<String> only = asked.stream().filter(Method::alone).findFirst();
    return asked.isEmpty()
        ? Method.all()
        : only.map(List::of).orElse(asked).stream()
            .flatMap(name ->
                InicisEasyPay.ofPc(name).map(e -> Method.CARD).or(() -> Method.ofPc(name)).stream())
            .distinct()
            .toList();
  }

  private static void signatures(WindowForm f) {
    Merchant merchant =
        Merchant.of(f.get("mid")).orElseThrow(() -> new PgRefusal("V003", "등록되지 않은 상점아이디입니다."));
    String oid = f.get("oid");
    String price = f.get("price");
    String timestamp = f.get("timestamp");
    if (!Signatures.same(Signatures.mKey(merchant.signKey()), f.get("mKey"))) {
      throw new PgRefusal("V011", "mKey가 올바르지 않습니다.");
    }
    if (!Signatures.same(Signatures.request(oid, price, timestamp), f.get("signature"))) {
      throw new PgRefusal("V013", "signature가 올바르지 않습니다.");
    }
    if (f.get("use_chkfake").equals("Y")
        && !Signatures.same(
            Signatures.requestVerification(oid, price, merchant.signKey(), timestamp),
            f.get("verification"))) {
      throw new PgRefusal("V014", "verification이 올바르지 않습니다.");
    }
  }

  /**
   * The origin of the page that opened the window. {@code closeUrl} must be of the same domain, but
   * may have another scheme or port (V023, §3.2).
   */
  private static String opener(WindowForm f, String pageOrigin) {
    String told = WindowOptions.origin(f.get(OPENER)).orElse("");
    String seen = WindowOptions.origin(pageOrigin).orElse("");
    String opener = seen.isEmpty() ? told : seen;
    String closeUrl = f.get("closeUrl");
    if (!closeUrl.isEmpty() && (opener.isEmpty() || !host(closeUrl).equals(host(opener)))) {
      throw new PgRefusal("V023", "결제 요청 페이지와 closeUrl의 도메인이 일치하지 않습니다.");
    }
    if (!told.isEmpty() && !told.equals(opener)) {
      throw new PgRefusal("V023", "결제 요청 페이지의 도메인이 일치하지 않습니다.");
    }
    return opener;
  }

  private static String host(String url) {
    return MerchantUrl.of(url).map(MerchantUrl::host).orElse("");
  }

  private static long amount(WindowForm f) {
    return Long.parseLong(f.get("price"));
  }

  private static int months(String quota) {
    return quota.matches("\\d{1,2}") ? Integer.parseInt(quota) : 0;
  }
}

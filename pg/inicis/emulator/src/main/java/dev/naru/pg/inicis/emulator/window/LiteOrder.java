package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.PgHost;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.PgRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads and checks the forms of the billing key windows (protocols/inicis.md §5.1, §5.2). */
final class LiteOrder {

  /** The code of every refusal (§5.1). */
  static final String FAILED = "01";

  private LiteOrder() {}

  /**
   * The charset of an old form, which doesn't name one: UTF-8 when its bytes are valid UTF-8, else
   * EUC-KR. The result is posted in the same charset.
   */
  static Charset charset(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(FormCodec.percentDecoded(body)));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return Reply.EUC_KR;
    }
  }

  /**
   * Reads the form of the old window.
   *
   * @throws PgRefusal with {@link #FAILED}
   */
  static WindowOrder old(Map<String, String> fields, Charset charset) {
    WindowForm f = form(fields);
    f.require(
        List.of(
            "mid",
            "orderid",
            "price",
            "timestamp",
            "hashdata",
            "goodname",
            "buyername",
            "returnurl"));
    f.check("orderid", f.get("orderid").matches("[\\x21-\\x7e]{1,64}"));
    common(f, "returnurl");
    Merchant merchant = merchant(f);
    f.check("authtype", f.get("authtype").matches("(D|00|01)?"));
    f.check("period", WindowOptions.period(f.get("period")));
    hash(
        Signatures.oldLite(
            merchant.mid(), f.get("orderid"), f.get("timestamp"), merchant.iniLiteKey()),
        f.get("hashdata"));
    String period = f.get("period").isEmpty() ? f.get("period_custom") : f.get("period");
    return order(
        WindowOrder.Device.OLD_LITE,
        f,
        f.get("orderid"),
        f.get("goodname"),
        f.get("buyername"),
        f.get("buyertel"),
        f.get("buyeremail"),
        f.get("p_noti"),
        f.get("returnurl"),
        charset.equals(Reply.EUC_KR) ? "EUC-KR" : "UTF-8",
        Terms.ofKey(period, f.get("authtype"), f.get("merchantreserved")));
  }

  /**
   * Reads the form of the new window.
   *
   * @throws PgRefusal with {@link #FAILED}
   */
  static WindowOrder current(Map<String, String> fields) {
    WindowForm f = form(fields);
    f.require(
        List.of(
            "mid",
            "buyerName",
            "buyerTel",
            "buyerEmail",
            "goodName",
            "orderId",
            "price",
            "timestamp",
            "returnUrl"));
    f.check("orderId", f.get("orderId").matches("[\\x21-\\x7e]{1,64}"));
    common(f, "returnUrl");
    Merchant merchant = merchant(f);
    // The manual says hashdata, but the official sample sends hashData (§5.2).
    String given = f.get("hashData").isEmpty() ? f.get("hashdata") : f.get("hashData");
    hash(
        Signatures.newLite(
            f.get("price"),
            merchant.mid(),
            f.get("orderId"),
            f.get("timestamp"),
            merchant.iniLiteKey()),
        given);
    return order(
        WindowOrder.Device.NEW_LITE,
        f,
        f.get("orderId"),
        f.get("goodName"),
        f.get("buyerName"),
        f.get("buyerTel"),
        f.get("buyerEmail"),
        f.get("merchantRedirectData"),
        f.get("returnUrl"),
        "UTF-8",
        Terms.ofKey("", "", f.get("customData")));
  }

  private static WindowOrder order(
      WindowOrder.Device device,
      WindowForm f,
      String orderId,
      String goods,
      String buyerName,
      String buyerTel,
      String buyerEmail,
      String echo,
      String returnUrl,
      String charset,
      Terms terms) {
    return new WindowOrder(
        device,
        f.get("mid"),
        orderId,
        Long.parseLong(f.get("price")),
        WindowOptions.goods(goods),
        "",
        buyerName,
        buyerTel,
        buyerEmail,
        "",
        echo,
        returnUrl,
        "",
        "",
        "",
        charset,
        "ko",
        false,
        true,
        true,
        false,
        List.of(),
        List.of(),
        "",
        0,
        Map.of(),
        terms,
        new PgHost("", ""),
        false,
        "WON");
  }

  private static WindowForm form(Map<String, String> fields) {
    return new WindowForm(fields, FAILED, FAILED, "요청 정보가 올바르지 않습니다.");
  }

  private static void common(WindowForm f, String returnUrl) {
    f.check("price", f.get("price").matches("\\d{1,10}"));
    f.check("timestamp", f.get("timestamp").matches("\\d{14}"));
    f.check(returnUrl, WindowOptions.origin(f.get(returnUrl)).isPresent());
  }

  private static Merchant merchant(WindowForm f) {
    return Merchant.of(f.get("mid"))
        .filter(Merchant::makesKeys)
        .orElseThrow(() -> new PgRefusal(FAILED, "빌링 미계약 상점입니다."));
  }

  private static void hash(String expected, String given) {
    if (!Signatures.same(expected, given)) {
      throw new PgRefusal(FAILED, "요청 정보가 위변조되었습니다. [hashData]");
    }
  }
}

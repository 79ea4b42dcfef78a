package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
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
  static WindowOrder old(Map<String, String> f, Charset charset) {
    required(
        f,
        "mid",
        "authtype",
        "orderid",
        "price",
        "timestamp",
        "hashdata",
        "goodname",
        "buyername",
        "returnurl");
    shape("orderid", get(f, "orderid").matches("[\\x21-\\x7e]{1,64}"));
    common(f, "returnurl");
    Merchant merchant = merchant(f);
    shape("authtype", get(f, "authtype").matches("D|00|01"));
    shape("period", WindowOptions.period(get(f, "period")));
    hash(
        Signatures.oldLite(
            merchant.mid(), get(f, "orderid"), get(f, "timestamp"), merchant.iniLiteKey()),
        get(f, "hashdata"));
    String period = get(f, "period").isEmpty() ? get(f, "period_custom") : get(f, "period");
    return order(
        WindowOrder.Device.OLD_LITE,
        f,
        get(f, "orderid"),
        get(f, "goodname"),
        get(f, "buyername"),
        get(f, "buyertel"),
        get(f, "buyeremail"),
        get(f, "p_noti"),
        get(f, "returnurl"),
        charset.equals(Reply.EUC_KR) ? "EUC-KR" : "UTF-8",
        Terms.ofKey(period, get(f, "authtype"), get(f, "merchantreserved")));
  }

  /**
   * Reads the form of the new window.
   *
   * @throws PgRefusal with {@link #FAILED}
   */
  static WindowOrder current(Map<String, String> f) {
    required(
        f,
        "mid",
        "buyerName",
        "buyerTel",
        "buyerEmail",
        "goodName",
        "orderId",
        "price",
        "timestamp",
        "returnUrl");
    shape("orderId", get(f, "orderId").matches("[\\x21-\\x7e]{1,64}"));
    common(f, "returnUrl");
    Merchant merchant = merchant(f);
    // The manual says hashdata, but the official sample sends hashData (§5.2).
    String given = get(f, "hashData").isEmpty() ? get(f, "hashdata") : get(f, "hashData");
    hash(
        Signatures.newLite(
            get(f, "price"),
            merchant.mid(),
            get(f, "orderId"),
            get(f, "timestamp"),
            merchant.iniLiteKey()),
        given);
    return order(
        WindowOrder.Device.NEW_LITE,
        f,
        get(f, "orderId"),
        get(f, "goodName"),
        get(f, "buyerName"),
        get(f, "buyerTel"),
        get(f, "buyerEmail"),
        get(f, "merchantRedirectData"),
        get(f, "returnUrl"),
        "UTF-8",
        Terms.ofKey("", "", get(f, "customData")));
  }

  private static WindowOrder order(
      WindowOrder.Device device,
      Map<String, String> f,
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
        get(f, "mid"),
        orderId,
        Long.parseLong(get(f, "price")),
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
        terms);
  }

  private static void common(Map<String, String> f, String returnUrl) {
    shape("price", get(f, "price").matches("\\d{1,10}"));
    shape("timestamp", get(f, "timestamp").matches("\\d{14}"));
    shape(returnUrl, WindowOptions.origin(get(f, returnUrl)).isPresent());
  }

  private static void required(Map<String, String> f, String... names) {
    for (String name : names) {
      if (get(f, name).isEmpty()) {
        throw new PgRefusal(FAILED, "필수 파라미터가 없습니다. [" + name + "]");
      }
    }
  }

  private static Merchant merchant(Map<String, String> f) {
    return Merchant.of(get(f, "mid"))
        .filter(Merchant::makesKeys)
        .orElseThrow(() -> new PgRefusal(FAILED, "빌링 미계약 상점입니다."));
  }

  private static void hash(String expected, String given) {
    if (!Signatures.same(expected, given)) {
      throw new PgRefusal(FAILED, "요청 정보가 위변조되었습니다. [hashData]");
    }
  }

  private static void shape(String field, boolean right) {
    if (!right) {
      throw new PgRefusal(FAILED, "요청 정보가 올바르지 않습니다. [" + field + "]");
    }
  }

  private static String get(Map<String, String> f, String name) {
    return f.getOrDefault(name, "").trim();
  }
}

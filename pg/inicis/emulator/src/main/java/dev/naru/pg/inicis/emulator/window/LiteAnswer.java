package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.payment.Approvals.Verdict;
import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The results that billing key windows post to the merchant (protocols/inicis.md §5.1, §5.2). */
final class LiteAnswer {

  private LiteAnswer() {}

  /**
   * The result with a key.
   *
   * @param authentication the authentication's id
   */
  static Map<String, String> issued(Verdict.Approved approved, String authentication) {
    WindowOrder order = approved.authentication().order();
    ChargeDetails details = approved.details();
    ChargeDetails.Card card = details.card();
    var a = new LinkedHashMap<String, String>();
    if (order.device() == WindowOrder.Device.OLD_LITE) {
      head(a, order, "00", "정상처리되었습니다.");
      a.put("tid", approved.charge().tid());
      a.put("billkey", approved.key());
      a.put("authkey", authentication);
      a.put("cardcd", card.code());
      a.put("cardno", card.masked());
      a.put("cardname", card.name());
      a.put("cardkind", "0");
      a.put("CheckFlag", "0");
      return a;
    }
    head(a, order, "SUCCESS", "정상처리되었습니다.");
    a.put("authkey", authentication);
    a.put("tid", approved.charge().tid());
    // The manual says that the key is encrypted but not how; merchants accept a plain key, too (§14
    // row 1).
    a.put("billkey", approved.key());
    a.put("billkeyDate", details.date());
    a.put("billkeyTime", details.time());
    a.put("cardNumber", card.masked());
    a.put("cardCode", card.code());
    a.put("cardCompanyName", card.name());
    a.put("cardType", "0");
    a.put("cardTypeName", "신용");
    a.put("cardKind", "0");
    a.put("cardKindName", "개인");
    // The formula isn't public; this is the request's formula with the answer's time.
    a.put(
        "hashData",
        Signatures.newLite(
            Long.toString(order.amount()),
            order.mid(),
            order.oid(),
            details.at(),
            Merchant.of(order.mid()).map(Merchant::iniLiteKey).orElse("")));
    return a;
  }

  /** The result without a key. */
  static Map<String, String> failed(WindowOrder order, String code, String text) {
    var a = new LinkedHashMap<String, String>();
    head(a, order, code, text);
    return a;
  }

  /** The result of a form that was refused before there was an order. */
  static Map<String, String> refused(boolean old, Map<String, String> f, PgRefusal refusal) {
    var a = new LinkedHashMap<String, String>();
    a.put(old ? "resultcode" : "resultCode", refusal.code());
    a.put(old ? "resultmsg" : "resultMessage", refusal.text());
    a.put("mid", f.getOrDefault("mid", ""));
    String orderId = old ? "orderid" : "orderId";
    a.put(orderId, f.getOrDefault(orderId, ""));
    String echo = old ? "p_noti" : "merchantRedirectData";
    a.put(echo, f.getOrDefault(echo, ""));
    return a;
  }

  private static void head(Map<String, String> a, WindowOrder order, String code, String text) {
    boolean old = order.device() == WindowOrder.Device.OLD_LITE;
    a.put(old ? "resultcode" : "resultCode", code);
    a.put(old ? "resultmsg" : "resultMessage", text);
    a.put("mid", order.mid());
    a.put(old ? "orderid" : "orderId", order.oid());
    a.put(old ? "p_noti" : "merchantRedirectData", order.echo());
    if (old) {
      a.put("merchantreserved", order.terms().sent());
    }
  }
}

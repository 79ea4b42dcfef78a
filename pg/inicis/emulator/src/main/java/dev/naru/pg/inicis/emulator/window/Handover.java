package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.Hosts;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.kit.PageTexts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The window's result, which the buyer's browser posts to the merchant (protocols/inicis.md §3.5,
 * §4.3).
 *
 * @param action {@code returnUrl} or {@code P_NEXT_URL}
 * @param fields the posted fields
 * @param charset the form's charset
 * @param opener the origin of the page whose INIStdPay.js posts the result in the top window; empty
 *     when the window's own frame posts it
 */
public record Handover(
    String action, Map<String, String> fields, String charset, String opener, PageTexts texts) {

  static Handover of(Window window) {
    WindowOrder order = window.order();
    return new Handover(
        order.resultUrl(),
        window.result(),
        order.charset(),
        order.ownFrame() ? "" : order.opener(),
        InicisTexts.in(order.language()));
  }

  /** The form's target in a browser without scripts. */
  public String target() {
    return opener.isEmpty() ? "_self" : "_top";
  }

  /**
   * The result of an authenticated PC window, with the addresses of the data centre that approves.
   * A recorded one says "성공", and {@code returnUrl} is empty in it.
   */
  static Map<String, String> authenticated(WindowOrder order, String authToken) {
    String base = Hosts.pc(order.host());
    var f = new LinkedHashMap<String, String>();
    f.put("resultCode", "0000");
    f.put("resultMsg", "성공");
    f.put("mid", order.mid());
    f.put("orderNumber", order.oid());
    f.put("authToken", authToken);
    if (order.centerCode()) {
      f.put("idc_name", Hosts.centre(order.host()));
    }
    f.put("authUrl", base + "/api/payAuth");
    f.put("netCancelUrl", base + "/api/netCancel");
    f.put("checkAckUrl", base + "/api/checkAck");
    f.put("charset", order.charset());
    f.put("merchantData", order.echo());
    f.put("cp_yn", "");
    f.put("cardnum", "");
    f.put("cardUsePoint", "");
    f.put("returnUrl", "");
    return f;
  }

  /** The result of a PC window that failed or that the buyer left. */
  static Map<String, String> failed(
      String code, String text, String mid, String oid, String charset, String merchantData) {
    var f = new LinkedHashMap<String, String>();
    f.put("resultCode", code);
    f.put("resultMsg", text);
    f.put("mid", mid);
    f.put("orderNumber", oid);
    f.put("charset", charset);
    f.put("merchantData", merchantData);
    return f;
  }

  /** The result of a mobile window, which has no order number. */
  static Map<String, String> mobile(
      String status, String text, String tid, String requestUrl, WindowOrder order) {
    var f = new LinkedHashMap<String, String>();
    f.put("P_STATUS", status);
    f.put("P_RMESG1", text);
    f.put("P_TID", tid);
    f.put("P_REQ_URL", requestUrl);
    f.put("P_AMT", Long.toString(order.amount()));
    f.put("P_NOTI", order.echo());
    if (order.centerCode()) {
      f.put("idc_name", Hosts.centre(order.host()));
    }
    return f;
  }
}

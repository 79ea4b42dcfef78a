package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.Refunds;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers that both generations of INIAPI share (protocols/inicis.md §6, §7). */
final class IniApi {

  static final String HOST = "/stginiapi.inicis.com";

  private IniApi() {}

  /** The answer to a whole cancel. */
  static Map<String, Object> refunded(Refunds.Done done) {
    var a = new LinkedHashMap<String, Object>();
    a.put("resultCode", "00");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("cancelDate", done.cancel().at().substring(0, 8));
    a.put("cancelTime", done.cancel().at().substring(8));
    a.put("cshrCancelNum", "");
    a.put("detailResultCode", "");
    a.put("receiptInfo", "");
    return a;
  }

  /** The answer to a partial cancel; v2 has more fields. */
  static Map<String, Object> partRefunded(Refunds.Done done, boolean v2) {
    var a = new LinkedHashMap<String, Object>();
    a.put("resultCode", "00");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("tid", done.cancel().cancelTid());
    a.put("prtcTid", done.after().tid());
    a.put("prtcPrice", Long.toString(done.cancel().amount()));
    a.put("prtcRemains", Long.toString(done.after().remaining()));
    a.put("prtcCnt", Integer.toString(done.count()));
    a.put("prtcType", "1");
    a.put("prtcDate", done.cancel().at().substring(0, 8));
    a.put("prtcTime", done.cancel().at().substring(8));
    a.put("receiptInfo", "");
    if (v2) {
      a.put("pointAmount", "0");
      a.put("discountAmount", "0");
      a.put("creditAmount", Long.toString(done.cancel().amount()));
      a.put("cashReceiptAmount", "0");
    }
    return a;
  }

  /**
   * The answer to a refused call.
   *
   * @param at when it was refused, yyyyMMddHHmmss, Korean time
   */
  static Map<String, Object> refusal(PgRefusal refusal, String at) {
    var a = new LinkedHashMap<String, Object>();
    if (refusal.code().startsWith("ER")) {
      a.put("resultCode", refusal.code());
      a.put("resultMsg", "입력값이 올바르지 않습니다.");
      a.put(
          "errorDetails",
          List.of(Map.of("field", refusal.text(), "contents", "필수값이 없거나 형식이 올바르지 않습니다.")));
      return a;
    }
    a.put("resultCode", "01");
    a.put("resultMsg", refusal.text());
    a.put("cancelDate", at.substring(0, 8));
    a.put("cancelTime", at.substring(8));
    a.put("receiptInfo", "");
    a.put("cshrCancelNum", "");
    a.put("detailResultCode", refusal.code());
    return a;
  }

  /**
   * The merchant's charge with this TID, or without a TID the newest one with this order number.
   */
  static Optional<Charge> named(
      SandboxServices sandbox, Merchant merchant, String tid, String oid) {
    Optional<Charge> charge =
        tid.isEmpty()
            ? sandbox.book().byOrder(Inicis.PG, merchant.mid(), oid)
            : sandbox.book().byTid(Inicis.PG, tid);
    return charge.filter(c -> c.mid().equals(merchant.mid()));
  }
}

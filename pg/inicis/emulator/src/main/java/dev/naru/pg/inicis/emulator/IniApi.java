package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What both generations of INIAPI have in common: checks and answers (protocols/inicis.md §6, §7).
 */
final class IniApi {

  private IniApi() {}

  /**
   * @throws PgRefusal ER0102 with the field's name as its text
   */
  static void require(Map<String, String> fields, String... names) {
    for (String name : names) {
      if (fields.getOrDefault(name, "").isEmpty()) {
        throw new PgRefusal("ER0102", name);
      }
    }
  }

  /** The MID, the form of the timestamp and the caller's IPv4 (IPv6 is refused, §6). */
  static Merchant merchant(Map<String, String> fields) {
    require(fields, "type", "timestamp", "clientIp", "mid", "hashData");
    if (!fields.getOrDefault("timestamp", "").matches("\\d{14}")) {
      throw new PgRefusal("ER0102", "timestamp");
    }
    if (!fields.getOrDefault("clientIp", "").matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      throw new PgRefusal("ER0102", "clientIp");
    }
    return Merchant.of(fields.getOrDefault("mid", ""))
        .orElseThrow(() -> new PgRefusal("500400", "등록되지 않은 상점아이디입니다."));
  }

  static void checkHash(String expected, String given) {
    if (!Signatures.same(expected, given)) {
      throw new PgRefusal("500632", "위변조된 거래입니다.");
    }
  }

  /** Won, written in digits. */
  static long won(Map<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "");
    if (!text.matches("\\d{1,10}")) {
      throw new PgRefusal("500609", "금액이 숫자가 아닙니다. [" + name + "]");
    }
    return Long.parseLong(text);
  }

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
   * The charge that an inquiry names, of this merchant alone: by tid, else the newest of the oid.
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

package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.payment.ReceiptsByApi;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * INIAPI v1's services that move no money: cash receipts ({@code /api/v1/receipt}) and the delivery
 * of escrow payments ({@code /api/v1/escrow}; protocols/inicis.md §6.9, §6.10).
 */
public final class IniApiServices {

  /** The form of a time; a deployed shop sends the second form (protocols/inicis.md §6.9). */
  private static final String DAY = "\\d{14}|\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}";

  private final SandboxServices sandbox;
  private final ReceiptsByApi receipts;
  private final MaskedLog requests;

  public IniApiServices(SandboxServices sandbox, ReceiptsByApi receipts, MaskedLog requests) {
    this.sandbox = sandbox;
    this.receipts = receipts;
    this.requests = requests;
  }

  public void mount(RoutesConfig routes) {
    routes.post(IniApi.HOST + "/api/v1/receipt", this::receipt);
    routes.post(IniApi.HOST + "/api/v1/escrow", this::delivery);
  }

  private void receipt(Context ctx) {
    Map<String, String> f = IniApiV1.form(ctx);
    requests.received(Inicis.PG, "", f.getOrDefault("merchantData", ""), "receipt", f);
    try {
      Merchant merchant = IniApiFields.merchant(f);
      if (!f.getOrDefault("type", "").equals("Issue")) {
        throw new PgRefusal("ER0102", "type");
      }
      IniApiFields.require(f, "paymethod", "crPrice", "supPrice", "srvcPrice", "regNum");
      IniApiFields.checkHash(
          IniApiV1.hash(merchant, f, "crPrice", "supPrice", "srvcPrice", "regNum"),
          f.getOrDefault("hashData", ""));
      ReceiptsByApi.Result result = receipts.issue(merchant, f);
      Reply.send(ctx, result.delivery().deliver(Reply.Body.json(result.answer())));
    } catch (PgRefusal e) {
      refuse(ctx, e);
    }
  }

  /** The delivery of an escrow payment, {@code Dlv}, whose hash has no pay method. */
  private void delivery(Context ctx) {
    Map<String, String> f = IniApiV1.form(ctx);
    String tid = f.getOrDefault("tid", "");
    requests.received(Inicis.PG, tid, f.getOrDefault("oid", ""), "delivery", f);
    try {
      Merchant merchant = IniApiFields.merchant(f);
      if (!f.getOrDefault("type", "").equals("Dlv")) {
        throw new PgRefusal("ER0102", "type");
      }
      IniApiFields.require(
          f,
          "tid",
          "oid",
          "price",
          "report",
          "invoice",
          "registName",
          "exCode",
          "charge",
          "invoiceDay",
          "sendName",
          "sendTel",
          "sendPost",
          "sendAddr1",
          "recvName",
          "recvTel",
          "recvPost",
          "recvAddr");
      IniApiFields.checkHash(hash(merchant, f), f.getOrDefault("hashData", ""));
      Reply.send(ctx, Reply.Body.json(registered(merchant, f)));
    } catch (PgRefusal e) {
      refuse(ctx, e);
    }
  }

  private static String hash(Merchant merchant, Map<String, String> f) {
    var text = new StringBuilder();
    for (String name :
        new String[] {"type", "timestamp", "clientIp", "mid", "oid", "tid", "price"}) {
      text.append(f.getOrDefault(name, ""));
    }
    return Signatures.iniApiV1(merchant.iniApiKey(), text.toString());
  }

  private Map<String, Object> registered(Merchant merchant, Map<String, String> f) {
    Charge charge =
        sandbox
            .book()
            .byTid(Inicis.PG, f.getOrDefault("tid", ""))
            .filter(it -> it.mid().equals(merchant.mid()))
            .orElseThrow(() -> new PgRefusal("500623", "해당거래 없음"));
    if (!charge.orderId().equals(f.getOrDefault("oid", ""))) {
      throw new PgRefusal("500828", "OID와 TID 불일치");
    }
    if (charge.amount() != IniApiFields.won(f, "price")) {
      throw new PgRefusal("500610", "금액 위변조");
    }
    if (!ChargeDetails.of(charge).own("escrow").equals("Y")) {
      throw new PgRefusal("500413", "에스크로 거래가 아닙니다.");
    }
    if (!charge.status().equals("paid")) {
      throw new PgRefusal("500628", "배송등록이 불가능한 거래");
    }
    check(f, "report", "[IU]");
    check(f, "charge", "SH|BH");
    check(f, "invoiceDay", DAY);
    String at = KoreanTime.stamp(sandbox.time().instant());
    var a = new LinkedHashMap<String, Object>();
    a.put("resultCode", "00");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("resultDate", at.substring(0, 8));
    a.put("resultTime", at.substring(8));
    return a;
  }

  private static void check(Map<String, String> f, String name, String form) {
    if (!f.getOrDefault(name, "").matches(form)) {
      throw new PgRefusal("ER0102", name);
    }
  }

  private static void refuse(Context ctx, PgRefusal e) {
    Reply.send(
        ctx,
        Reply.Body.json(
            e.code().startsWith("ER")
                ? IniApi.refusal(e, "")
                : DirectAnswer.declined(e.code(), e.text())));
  }
}

package dev.naru.pg.inicis.emulator.api;

import static dev.naru.sandbox.Scenarios.Fault.INQUIRY_TIMEOUT;

import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.payment.Inquiries;
import dev.naru.pg.inicis.emulator.payment.ReceiptsByApi;
import dev.naru.pg.inicis.emulator.payment.Refunds;
import dev.naru.pg.inicis.emulator.payment.TaxPart;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * INIAPI v1's cancels and inquiries: {@code /api/v1/refund} and {@code /api/v1/extra}
 * (protocols/inicis.md §6).
 */
public final class IniApiV1 {

  private final SandboxServices sandbox;
  private final Refunds refunds;
  private final ReceiptsByApi receipts;
  private final Inquiries inquiries;
  private final MaskedLog requests;

  public IniApiV1(
      SandboxServices sandbox,
      Refunds refunds,
      ReceiptsByApi receipts,
      Inquiries inquiries,
      MaskedLog requests) {
    this.sandbox = sandbox;
    this.refunds = refunds;
    this.receipts = receipts;
    this.inquiries = inquiries;
    this.requests = requests;
  }

  /**
   * Adds the calls and an answer to all unknown paths; therefore it must be mounted after the other
   * calls.
   */
  public void mount(RoutesConfig routes) {
    routes.post(IniApi.HOST + "/api/v1/refund", this::refund);
    routes.post(IniApi.HOST + "/api/v1/extra", this::extra);
    routes.post(IniApi.HOST + "/<path>", this::unknown);
  }

  /**
   * {@code POST /api/v1/refund} cancels wholly ({@code Refund}) or in part ({@code PartialRefund});
   * with {@code GVacct} it revokes a virtual account that has no deposit yet, and with {@code
   * Receipt} it cancels a cash receipt.
   */
  private void refund(Context ctx) {
    Map<String, String> f = form(ctx);
    log(f, f.getOrDefault("tid", ""), "cancel");
    try {
      Merchant merchant = IniApiFields.merchant(f);
      IniApiFields.require(f, "paymethod", "tid", "msg");
      boolean part = f.getOrDefault("type", "").equals("PartialRefund");
      if (!part && !f.getOrDefault("type", "").equals("Refund")) {
        throw new PgRefusal("ER0102", "type");
      }
      var hashed = new ArrayList<>(part ? List.of("tid", "price", "confirmPrice") : List.of("tid"));
      boolean toAccount = f.getOrDefault("paymethod", "").equals("Vacct");
      if (toAccount) {
        hashed.add("refundAcctNum");
      }
      IniApiFields.checkHash(
          hash(merchant, f, hashed.toArray(String[]::new)), f.getOrDefault("hashData", ""));
      if (!part && f.getOrDefault("paymethod", "").equals("Receipt")) {
        ReceiptsByApi.Result result = receipts.cancel(merchant, f.getOrDefault("tid", ""));
        Reply.send(ctx, result.delivery().deliver(Reply.Body.json(result.answer())));
        return;
      }
      Refunds.Done done = refund(merchant, f, part, toAccount);
      var answer = part ? IniApi.partRefunded(done, false) : IniApi.refunded(done);
      Reply.send(ctx, done.delivery().deliver(Reply.Body.json(answer)));
    } catch (PgRefusal e) {
      Reply.send(
          ctx, Reply.Body.json(IniApi.refusal(e, KoreanTime.stamp(sandbox.time().instant()))));
    }
  }

  private Refunds.Done refund(
      Merchant merchant, Map<String, String> f, boolean part, boolean toAccount) {
    String tid = f.getOrDefault("tid", "");
    String named = f.getOrDefault("paymethod", "");
    boolean revoke = named.equals("GVacct");
    Optional<Method> method =
        sandbox.book().byTid(Inicis.PG, tid).map(c -> ChargeDetails.of(c).method());
    if (method
        .filter(m -> revoke ? m != Method.VBANK : !m.refundName().equals(named))
        .isPresent()) {
      throw new PgRefusal(method.orElse(Method.CARD).codeFamily() + "623", "해당거래 없음");
    }
    if (revoke) {
      if (part) {
        throw new PgRefusal("504700", "부분취소 대상거래가 아닙니다.");
      }
      return refunds.revoke(merchant, tid);
    }
    Optional<Refunds.Account> account =
        toAccount ? Optional.of(Refunds.account(merchant, f)) : Optional.empty();
    return part
        ? refunds.part(
            merchant,
            tid,
            IniApiFields.won(f, "price"),
            IniApiFields.won(f, "confirmPrice"),
            TaxPart.of(f, "taxFree"),
            account)
        : refunds.whole(merchant, tid, account);
  }

  /** {@code POST /api/v1/extra} is the inquiry (§6.4). */
  private void extra(Context ctx) {
    Map<String, String> f = form(ctx);
    String tid = f.getOrDefault("originalTid", "");
    log(f, tid, "inquiry");
    try {
      Merchant merchant = IniApiFields.merchant(f);
      IniApiFields.require(f, "paymethod");
      IniApiFields.checkHash(hash(merchant, f), f.getOrDefault("hashData", ""));
      String oid = f.getOrDefault("oid", "");
      if (tid.isEmpty() && oid.isEmpty()) {
        throw new PgRefusal("ER0102", "originalTid");
      }
      Optional<Charge> charge = IniApi.named(sandbox, merchant, tid, oid);
      boolean lost =
          sandbox
              .scenarios()
              .take(Inquiries.call(charge, merchant, oid), INQUIRY_TIMEOUT)
              .isPresent();
      ReplyDelivery delivery = lost ? ReplyDelivery.LOST : ReplyDelivery.NORMAL;
      Reply.send(ctx, delivery.deliver(Reply.Body.json(found(charge, tid, oid))));
    } catch (PgRefusal e) {
      Reply.send(
          ctx, Reply.Body.json(IniApi.refusal(e, KoreanTime.stamp(sandbox.time().instant()))));
    }
  }

  /** Any other path answers its own address as text (§6). */
  private void unknown(Context ctx) {
    Reply.send(ctx, Reply.Body.text(ctx.req().getRequestURL().toString(), StandardCharsets.UTF_8));
  }

  private Map<String, Object> found(Optional<Charge> charge, String tid, String oid) {
    var a = new LinkedHashMap<String, Object>();
    a.put("resultCode", "00");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("tid", charge.map(Charge::tid).orElse(tid));
    a.put("price", charge.map(c -> Long.toString(c.amount())).orElse("0"));
    a.put("status", charge.map(inquiries::v1Status).orElse("9"));
    a.put("paymethod", charge.map(c -> ChargeDetails.of(c).payMethod()).orElse(""));
    a.put("oid", charge.map(Charge::orderId).orElse(oid));
    a.put("applNum", charge.map(c -> ChargeDetails.of(c).approvalNumber()).orElse(""));
    a.put("applDate", charge.map(c -> ChargeDetails.of(c).date()).orElse(""));
    a.put("applTime", charge.map(c -> ChargeDetails.of(c).time()).orElse(""));
    return a;
  }

  /**
   * H8: the hash of type, paymethod, timestamp, clientIp and mid, and then of the call's own
   * fields.
   */
  static String hash(Merchant merchant, Map<String, String> f, String... own) {
    var text = new StringBuilder();
    for (String name : new String[] {"type", "paymethod", "timestamp", "clientIp", "mid"}) {
      text.append(f.getOrDefault(name, ""));
    }
    for (String name : own) {
      text.append(f.getOrDefault(name, ""));
    }
    return Signatures.iniApiV1(merchant.iniApiKey(), text.toString());
  }

  /**
   * The fields of a urlencoded body. INIAPI v1 doesn't accept JSON: such a request has no fields.
   */
  static Map<String, String> form(Context ctx) {
    String type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
    return type.startsWith("application/x-www-form-urlencoded")
        ? FormCodec.read(ctx, StandardCharsets.UTF_8)
        : Map.of();
  }

  private void log(Map<String, String> f, String tid, String operation) {
    String oid = f.getOrDefault("oid", "");
    Optional<Charge> charge =
        Merchant.of(f.getOrDefault("mid", "")).flatMap(m -> IniApi.named(sandbox, m, tid, oid));
    requests.received(
        Inicis.PG,
        charge.map(Charge::tid).orElse(tid),
        charge.map(Charge::orderId).orElse(oid),
        operation,
        f);
  }
}

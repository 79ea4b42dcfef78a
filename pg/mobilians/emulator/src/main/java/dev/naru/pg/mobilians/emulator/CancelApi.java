package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /MUP/api/cancellation}, the older {@code /cancel}, and {@code /account-expire}
 * (protocols/mobilians.md §2.9, §2.10).
 */
final class CancelApi {

  private final SandboxServices sandbox;
  private final Cancellations cancels;
  private final NumberGenerator numbers;
  private final MaskedLog requests;

  CancelApi(
      SandboxServices sandbox, Cancellations cancels, NumberGenerator numbers, MaskedLog requests) {
    this.sandbox = sandbox;
    this.cancels = cancels;
    this.numbers = numbers;
    this.requests = requests;
  }

  /** Of the 2026.04 manual: the hash is checked. */
  void cancellation(Context ctx) {
    cancel(ctx, "cancel", true);
  }

  /** The superseded one checks no hash; {@code /control/requests} flags its use. */
  void old(Context ctx) {
    cancel(ctx, "cancel (superseded /MUP/api/cancel)", false);
  }

  private void cancel(Context ctx, String operation, boolean hashed) {
    try {
      JsonBody body = JsonBody.of(ctx.bodyAsBytes());
      Merchant merchant = merchant(body);
      String tradeId = body.required("trade_id", 50);
      String payToken = body.optional("pay_token", 50);
      requests.received(merchant.pg(), payToken, tradeId, operation, body.texts());
      String amount = body.required("amount", 10);
      long won = JsonBody.won("amount", amount);
      String cash = body.required("cash_code", 2);
      boolean partial = flag(body, "part_cancel", "Y", "N");
      boolean toAccount = flag(body, "cancel_type", "R", "C");
      if (hashed) {
        String expected = Hmac.ofCancel(merchant.skey(), merchant.sid(), tradeId, payToken, amount);
        if (!Hmac.same(expected, body.required("hmac", 44))) {
          throw new PgRefusal("6102", "hmac 값이 올바르지 않습니다.");
        }
      }
      Charge charge =
          payToken.isEmpty()
              ? keyCharge(merchant, tradeId, cash)
              : charge(merchant, payToken, tradeId, cash);
      Long refund = toAccount ? refund(body) : null;
      var done = cancels.cancel(new Cancellations.Request(charge, won, partial, refund));
      var f = new LinkedHashMap<String, String>();
      f.put("code", "0000");
      f.put("message", ResultFields.OK);
      f.put("sid", merchant.sid());
      f.put("cash_code", cash);
      f.put("pay_token", charge.tid());
      f.put("amount", amount);
      if (cash.equals(CashCode.MC.name())) {
        f.put("transaction_id", done.number());
      }
      if (refund != null) {
        f.put("refund_amount", Long.toString(refund));
      }
      Reply.send(ctx, done.delivery().deliver(json(f)));
    } catch (PgRefusal e) {
      Reply.send(ctx, refused(e));
    }
  }

  /** Closes an account that nobody paid into; no hash. */
  void expire(Context ctx) {
    try {
      JsonBody body = JsonBody.of(ctx.bodyAsBytes());
      Merchant merchant = merchant(body);
      String tradeId = body.required("trade_id", 40);
      String payToken = body.required("pay_token", 50);
      requests.received(merchant.pg(), payToken, tradeId, "account-expire", body.texts());
      long amount = body.won("amount");
      Charge charge = charge(merchant, payToken, tradeId, CashCode.VA.name());
      boolean closes =
          Bank.of(ChargeDetails.of(charge).extra("bank")).filter(Bank::closesEarly).isPresent();
      if (amount != charge.amount() || !closes) {
        throw PhoneCodes.refusal(closes ? "0045" : "0097");
      }
      if (sandbox.book().move(charge.pg(), payToken, "waiting", "cancelled").isEmpty()) {
        throw PhoneCodes.refusal(charge.status().equals("cancelled") ? "0044" : "0041");
      }
      var off =
          new Cancel(
              numbers.transactionId(CashCode.VA, "5001"),
              charge.remaining(),
              KoreanTime.stamp(sandbox.time().instant()));
      // Nothing of it counts as money that the PG holds.
      if (sandbox.book().cancel(charge.pg(), payToken, off, null).isEmpty()) {
        throw PhoneCodes.refusal("0044");
      }
      Reply.send(
          ctx,
          json(
              Map.of(
                  "code",
                  "0000",
                  "message",
                  ResultFields.OK,
                  "trade_id",
                  tradeId,
                  "pay_token",
                  payToken)));
    } catch (PgRefusal e) {
      Reply.send(ctx, refused(e));
    }
  }

  private static Merchant merchant(JsonBody body) {
    return Merchants.of(body.required("sid", 12))
        .orElseThrow(() -> Refusals.parameter("sid", "등록되지 않은 서비스 아이디입니다."));
  }

  /** A charge of this merchant; a waiting account is one for its closing alone. */
  private Charge charge(Merchant merchant, String payToken, String tradeId, String cash) {
    Charge charge =
        sandbox
            .book()
            .byTid(merchant.pg(), payToken)
            .filter(c -> c.mid().equals(merchant.sid()) && !c.status().equals("key"))
            .orElseThrow(() -> PhoneCodes.refusal("0041"));
    if (!charge.orderId().equals(tradeId) || !ChargeDetails.of(charge).cash().name().equals(cash)) {
      throw PhoneCodes.refusal("0045");
    }
    return charge;
  }

  /** Only a charge by key, whose number an answer may never have told, goes without one. */
  private Charge keyCharge(Merchant merchant, String tradeId, String cash) {
    Charge charge =
        sandbox
            .book()
            .byOrder(merchant.pg(), merchant.sid(), tradeId)
            .orElseThrow(() -> PhoneCodes.refusal("0041"));
    if (ChargeDetails.of(charge).extra(KeyCharges.BY_KEY).isEmpty()) {
      throw Refusals.parameter("pay_token", "필수 값이 없습니다.");
    }
    if (!ChargeDetails.of(charge).cash().name().equals(cash)) {
      throw PhoneCodes.refusal("0045");
    }
    return charge;
  }

  private static long refund(JsonBody body) {
    if (Bank.of(body.required("bank_code", 3)).isEmpty()) {
      throw Refusals.parameter("bank_code", "은행 코드가 아닙니다.");
    }
    body.required("account_no", 20);
    body.required("account_name", 50);
    return body.won("refund_amount");
  }

  private static boolean flag(JsonBody body, String name, String yes, String no) {
    String value = body.required(name, 1);
    if (!value.equals(yes) && !value.equals(no)) {
      throw Refusals.parameter(name, "값이 올바르지 않습니다.");
    }
    return value.equals(yes);
  }

  private static Reply.Body refused(PgRefusal e) {
    return json(Map.of("code", e.code(), "message", e.text()));
  }

  private static Reply.Body json(Map<String, String> fields) {
    return Reply.Body.json(fields);
  }
}

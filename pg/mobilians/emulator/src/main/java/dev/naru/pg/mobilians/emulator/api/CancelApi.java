package dev.naru.pg.mobilians.emulator.api;

import dev.naru.pg.mobilians.emulator.payment.AutoBillingCharges;
import dev.naru.pg.mobilians.emulator.payment.Cancellations;
import dev.naru.pg.mobilians.emulator.payment.ChargeDetails;
import dev.naru.pg.mobilians.emulator.payment.ResultFields;
import dev.naru.pg.mobilians.emulator.wire.Bank;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.JsonBody;
import dev.naru.pg.mobilians.emulator.wire.Merchant;
import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.pg.mobilians.emulator.wire.Refusals;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.Book.Cancel;
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
 * {@code POST /MUP/api/cancellation}, the older {@code /cancel} and {@code /account-expire}
 * (protocols/mobilians.md §2.9, §2.10).
 */
public final class CancelApi {

  private final SandboxServices sandbox;
  private final Cancellations cancels;
  private final NumberGenerator numbers;
  private final MaskedLog requests;

  public CancelApi(
      SandboxServices sandbox, Cancellations cancels, NumberGenerator numbers, MaskedLog requests) {
    this.sandbox = sandbox;
    this.cancels = cancels;
    this.numbers = numbers;
    this.requests = requests;
  }

  public void mount(RoutesConfig routes) {
    routes.post(Mobilians.MUP + "/api/cancellation", this::cancellation);
    routes.post(Mobilians.MUP + "/api/cancel", this::old);
    routes.post(Mobilians.MUP + "/api/account-expire", this::expire);
  }

  /** The call of the 2026.04 manual, whose hash is checked. */
  private void cancellation(Context ctx) {
    cancel(ctx, "cancel", true);
  }

  /**
   * The superseded call, whose hash isn't checked; {@code /control/requests} shows that it was
   * used.
   */
  private void old(Context ctx) {
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
      checkTax(body, won);
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
      Reply.send(ctx, done.delivery().deliver(Reply.Body.json(f)));
    } catch (PgRefusal e) {
      Reply.send(ctx, refused(e));
    }
  }

  /** Checks that the tax parts of a cancel of a partly taxed charge add up to its amount (§2.9). */
  private static void checkTax(JsonBody body, long amount) {
    if (body.optional("cn_tax_ver", 4).isEmpty()) {
      return;
    }
    long parts = body.won("tax") + body.won("tax_free") + body.won("tax_amount");
    if (parts != amount) {
      throw PhoneCodes.refusal("0045");
    }
  }

  /** Closes a virtual account that has no deposit; the call has no hash. */
  private void expire(Context ctx) {
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
      // The whole amount is cancelled, so that the book shows no money for a closed account.
      if (sandbox.book().cancel(charge.pg(), payToken, off, null).isEmpty()) {
        throw PhoneCodes.refusal("0044");
      }
      Reply.send(
          ctx,
          Reply.Body.json(
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
    return TestMerchants.of(body.required("sid", 12))
        .orElseThrow(() -> Refusals.parameter("sid", "등록되지 않은 서비스 아이디입니다."));
  }

  /**
   * The merchant's charge with this number.
   *
   * @throws PgRefusal 0041 when there is none; 0045 when order number or method differ
   */
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

  /**
   * The charge by key of an order. Only such a charge may be cancelled without its number, since
   * the merchant doesn't know it when the answer was lost.
   */
  private Charge keyCharge(Merchant merchant, String tradeId, String cash) {
    Charge charge =
        sandbox
            .book()
            .byOrder(merchant.pg(), merchant.sid(), tradeId)
            .orElseThrow(() -> PhoneCodes.refusal("0041"));
    if (ChargeDetails.of(charge).extra(AutoBillingCharges.BY_KEY).isEmpty()) {
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
    return Reply.Body.json(Map.of("code", e.code(), "message", e.text()));
  }
}

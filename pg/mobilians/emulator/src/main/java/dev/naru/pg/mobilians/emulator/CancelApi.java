package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.Stage;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /MUP/api/cancellation}, the older {@code /cancel}, and {@code /account-expire}
 * (protocols/mobilians.md §2.9, §2.10).
 */
final class CancelApi {

  private final Stage stage;
  private final Cancels cancels;
  private final Numbers numbers;
  private final Journal journal;

  CancelApi(Stage stage, Cancels cancels, Numbers numbers, Journal journal) {
    this.stage = stage;
    this.cancels = cancels;
    this.numbers = numbers;
    this.journal = journal;
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
      Json body = Json.of(ctx.bodyAsBytes());
      Merchant merchant = merchant(body);
      String tradeId = body.required("trade_id", 50);
      String payToken = body.optional("pay_token", 50);
      journal.received(merchant.pg(), payToken, tradeId, operation, body);
      String amount = body.required("amount", 10);
      long won = Json.won("amount", amount);
      String cash = body.required("cash_code", 2);
      boolean partial = flag(body, "part_cancel", "Y", "N");
      boolean toAccount = flag(body, "cancel_type", "R", "C");
      if (hashed) {
        String expected = Hmac.ofCancel(merchant.skey(), merchant.sid(), tradeId, payToken, amount);
        if (!Hmac.same(expected, body.required("hmac", 44))) {
          throw new Refusal("6102", "hmac 값이 올바르지 않습니다.");
        }
      }
      Charge charge =
          payToken.isEmpty()
              ? keyCharge(merchant, tradeId, cash)
              : charge(merchant, payToken, tradeId, cash);
      Long refund = toAccount ? refund(body) : null;
      var done = cancels.cancel(new Cancels.Request(charge, won, partial, refund));
      var f = new LinkedHashMap<String, String>();
      f.put("code", "0000");
      f.put("message", Results.OK);
      f.put("sid", merchant.sid());
      f.put("cash_code", cash);
      f.put("pay_token", charge.tid());
      f.put("amount", amount);
      if (cash.equals(Cash.MC.name())) {
        f.put("transaction_id", done.number());
      }
      if (refund != null) {
        f.put("refund_amount", Long.toString(refund));
      }
      Reply.send(ctx, done.delivery().carry(json(f)));
    } catch (Refusal e) {
      Reply.send(ctx, refused(e));
    }
  }

  /** Closes an account that nobody paid into; no hash. */
  void expire(Context ctx) {
    try {
      Json body = Json.of(ctx.bodyAsBytes());
      Merchant merchant = merchant(body);
      String tradeId = body.required("trade_id", 40);
      String payToken = body.required("pay_token", 50);
      journal.received(merchant.pg(), payToken, tradeId, "account-expire", body);
      long amount = body.won("amount");
      Charge charge = charge(merchant, payToken, tradeId, Cash.VA.name());
      boolean closes =
          Bank.of(Details.of(charge).extra("bank")).filter(Bank::closesEarly).isPresent();
      if (amount != charge.amount() || !closes) {
        throw PhoneCodes.refusal(closes ? "0045" : "0097");
      }
      if (stage.book().move(charge.pg(), payToken, "waiting", "cancelled").isEmpty()) {
        throw PhoneCodes.refusal(charge.status().equals("cancelled") ? "0044" : "0041");
      }
      var off =
          new Cancel(
              numbers.transactionId(Cash.VA, "5001"),
              charge.remaining(),
              Korea.stamp(stage.time().instant()));
      // Nothing of it counts as money that the PG holds.
      if (stage.book().cancel(charge.pg(), payToken, off, null).isEmpty()) {
        throw PhoneCodes.refusal("0044");
      }
      Reply.send(
          ctx,
          json(
              Map.of(
                  "code",
                  "0000",
                  "message",
                  Results.OK,
                  "trade_id",
                  tradeId,
                  "pay_token",
                  payToken)));
    } catch (Refusal e) {
      Reply.send(ctx, refused(e));
    }
  }

  private static Merchant merchant(Json body) {
    return Merchants.of(body.required("sid", 12))
        .orElseThrow(() -> Refusal.parameter("sid", "등록되지 않은 서비스 아이디입니다."));
  }

  /** A charge of this merchant; a waiting account is one for its closing alone. */
  private Charge charge(Merchant merchant, String payToken, String tradeId, String cash) {
    Charge charge =
        stage
            .book()
            .byTid(merchant.pg(), payToken)
            .filter(c -> c.mid().equals(merchant.sid()) && !c.status().equals("key"))
            .orElseThrow(() -> PhoneCodes.refusal("0041"));
    if (!charge.orderId().equals(tradeId) || !Details.of(charge).cash().name().equals(cash)) {
      throw PhoneCodes.refusal("0045");
    }
    return charge;
  }

  /** Only a charge by key, whose number an answer may never have told, goes without one. */
  private Charge keyCharge(Merchant merchant, String tradeId, String cash) {
    Charge charge =
        stage
            .book()
            .byOrder(merchant.pg(), merchant.sid(), tradeId)
            .orElseThrow(() -> PhoneCodes.refusal("0041"));
    if (Details.of(charge).extra(KeyCharges.BY_KEY).isEmpty()) {
      throw Refusal.parameter("pay_token", "필수 값이 없습니다.");
    }
    if (!Details.of(charge).cash().name().equals(cash)) {
      throw PhoneCodes.refusal("0045");
    }
    return charge;
  }

  private static long refund(Json body) {
    if (Bank.of(body.required("bank_code", 3)).isEmpty()) {
      throw Refusal.parameter("bank_code", "은행 코드가 아닙니다.");
    }
    body.required("account_no", 20);
    body.required("account_name", 50);
    return body.won("refund_amount");
  }

  private static boolean flag(Json body, String name, String yes, String no) {
    String value = body.required(name, 1);
    if (!value.equals(yes) && !value.equals(no)) {
      throw Refusal.parameter(name, "값이 올바르지 않습니다.");
    }
    return value.equals(yes);
  }

  private static Reply.Body refused(Refusal e) {
    return json(Map.of("code", e.code(), "message", e.text()));
  }

  private static Reply.Body json(Map<String, String> fields) {
    return Reply.Body.json(Notebook.JSON.writeValueAsString(fields));
  }
}

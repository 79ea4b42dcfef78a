package dev.naru.pg.mobilians.emulator.api;

import dev.naru.pg.mobilians.emulator.payment.Approvals;
import dev.naru.pg.mobilians.emulator.payment.MobiliansRecords;
import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.payment.Trade.Step;
import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.JsonBody;
import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.pg.mobilians.emulator.wire.Refusals;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /MUP/api/approval} (protocols/mobilians.md §2.7). A call with a {@code mode} is
 * passed on to {@link KeyChargeApi}.
 */
public final class ApprovalApi {

  private final MobiliansRecords records;
  private final Approvals approvals;
  private final MaskedLog requests;
  private final KeyChargeApi keyCharges;

  public ApprovalApi(
      MobiliansRecords records, Approvals approvals, MaskedLog requests, KeyChargeApi keyCharges) {
    this.records = records;
    this.approvals = approvals;
    this.requests = requests;
    this.keyCharges = keyCharges;
  }

  public void mount(RoutesConfig routes) {
    routes.post(Mobilians.MUP + "/api/approval", this::approve);
  }

  private void approve(Context ctx) {
    Trade trade = null;
    try {
      JsonBody body = JsonBody.of(ctx.bodyAsBytes());
      if (body.has("mode")) {
        keyCharges.charge(ctx, body);
        return;
      }
      trade = checked(body);
      var answer = approvals.approve(trade);
      Reply.send(ctx, answer.delivery().deliver(Reply.Body.json(answer.fields())));
    } catch (PgRefusal e) {
      Reply.send(ctx, Reply.Body.json(refused(trade, e)));
    }
  }

  private Trade checked(JsonBody body) {
    String sid = body.required("sid", 12);
    String tid = body.required("tid", 20);
    String cash = body.required("cash_code", 2);
    String payToken = body.required("pay_token", 50);
    String amount = body.required("amount", 10);
    Trade trade = records.trade(tid).orElseThrow(() -> Refusals.parameter("tid", "등록되지 않은 거래입니다."));
    RegisteredOrder order = trade.order();
    requests.received(order.merchant().pg(), payToken, order.tradeId(), "approval", body.texts());
    same("sid", order.sid(), sid);
    same("cash_code", order.cash().name(), cash);
    if (trade.step() != Step.AUTHENTICATED && trade.step() != Step.DECLINED) {
      throw Refusals.parameter("tid", "인증되지 않은 거래입니다.");
    }
    same("pay_token", trade.payToken(), payToken);
    same("amount", Long.toString(order.amount()), amount);
    switch (order.cash()) {
      case MC -> same("mc_user_key", trade.entered("user_key"), body.required("mc_user_key", 15));
      case RA, VA ->
          same("reference_key", trade.entered("reference_key"), body.required("reference_key", 20));
      case CN, EP -> {}
    }
    return trade;
  }

  private static void same(String name, String expected, String given) {
    if (!Hmac.same(expected, given)) {
      throw Refusals.parameter(name, "등록된 값과 다릅니다.");
    }
  }

  private static Map<String, String> refused(@Nullable Trade trade, PgRefusal refusal) {
    var f = new LinkedHashMap<String, String>();
    f.put("code", refusal.code());
    f.put("message", refusal.text());
    if (trade != null) {
      f.put("sid", trade.order().sid());
      f.put("tid", trade.tid());
      f.put("trade_id", trade.order().tradeId());
      f.put("cash_code", trade.order().cash().name());
      f.put("pay_token", trade.payToken());
      f.put("amount", Long.toString(trade.order().amount()));
    }
    return f;
  }
}

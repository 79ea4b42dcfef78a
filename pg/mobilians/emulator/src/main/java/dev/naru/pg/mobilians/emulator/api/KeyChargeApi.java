package dev.naru.pg.mobilians.emulator.api;

import dev.naru.pg.mobilians.emulator.payment.AutoBillingCharges;
import dev.naru.pg.mobilians.emulator.payment.AutoBillingCharges.Asked;
import dev.naru.pg.mobilians.emulator.payment.ScenarioCalls;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.JsonBody;
import dev.naru.pg.mobilians.emulator.wire.Merchant;
import dev.naru.pg.mobilians.emulator.wire.Refusals;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.http.Context;
import java.util.LinkedHashMap;

/**
 * {@code POST /MUP/api/approval} with a {@code mode}: a charge by key (protocols/mobilians.md
 * §2.8).
 */
public final class KeyChargeApi {

  private static final String BY_KEY = "M002";

  private final AutoBillingCharges charges;
  private final MaskedLog requests;

  public KeyChargeApi(AutoBillingCharges charges, MaskedLog requests) {
    this.charges = charges;
    this.requests = requests;
  }

  /**
   * Answers the call.
   *
   * @throws PgRefusal 6101 for an unknown merchant and for every mode but M002
   */
  void charge(Context ctx, JsonBody body) {
    if (!body.required("mode", 4).equals(BY_KEY)) {
      throw Refusals.parameter("mode", "지원하지 않는 방식입니다.");
    }
    Merchant merchant =
        TestMerchants.of(body.required("sid", 12))
            .orElseThrow(() -> Refusals.parameter("sid", "등록되지 않은 서비스 아이디입니다."));
    String tradeId = body.required("trade_id", 50);
    requests.received(merchant.pg(), "", tradeId, "approval", body.texts());
    try {
      var answer = charges.charge(asked(merchant, tradeId, body));
      Reply.send(ctx, answer.delivery().deliver(Reply.Body.json(answer.fields())));
    } catch (PgRefusal e) {
      var f = new LinkedHashMap<String, String>();
      f.put("code", e.code());
      f.put("message", e.text());
      f.put("sid", merchant.sid());
      f.put("trade_id", tradeId);
      Reply.send(ctx, Reply.Body.json(f));
    }
  }

  private static Asked asked(Merchant merchant, String tradeId, JsonBody body) {
    CashCode cash =
        CashCode.of(body.required("cash_code", 2))
            .filter(it -> it == CashCode.MC || it == CashCode.CN)
            .orElseThrow(() -> Refusals.parameter("cash_code", "자동결제를 지원하지 않는 결제수단입니다."));
    body.required("site_url", 20);
    body.required("product_name", 50);
    body.optional("mobil_id", 50);
    body.optional("phone_no", 11);
    long amount = body.won("amount");
    if (amount == 0) {
      throw Refusals.parameter("amount", "0보다 커야 합니다.");
    }
    return new Asked(
        merchant,
        cash,
        tradeId,
        amount,
        body.required("bill_key", 40),
        cash == CashCode.MC ? body.required("mc_user_key", 15) : "",
        ScenarioCalls.merchantUid(body.optional("mstr", 2000)));
  }
}

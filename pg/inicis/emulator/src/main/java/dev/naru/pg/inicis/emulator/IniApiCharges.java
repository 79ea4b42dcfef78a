package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.http.Context;
import java.util.Map;

/** INIAPI v1: {@code /api/v1/formpay} and {@code /api/v1/billing} (protocols/inicis.md §6). */
final class IniApiCharges {

  private final DirectCharges charges;
  private final MaskedLog requests;

  IniApiCharges(DirectCharges charges, MaskedLog requests) {
    this.charges = charges;
    this.requests = requests;
  }

  /** {@code POST /api/v1/formpay}: a card charged by its data (§6.5). */
  void formpay(Context ctx) {
    Map<String, String> f = IniApiV1.form(ctx);
    log(f, "approval");
    answer(
        ctx,
        () -> {
          Merchant merchant = checked(f, "Pay", "cardNumber");
          DirectOrder order = DirectOrder.charge(merchant, f);
          return charges.charge(order, DirectCard.open(merchant, f));
        });
  }

  /** {@code POST /api/v1/billing}: a key charged, or made for a card (§6.7, §6.8). */
  void billing(Context ctx) {
    Map<String, String> f = IniApiV1.form(ctx);
    boolean issue = f.getOrDefault("type", "").equals("Auth");
    log(f, issue ? "key" : "approval");
    answer(ctx, issue ? () -> issue(f) : () -> charge(f));
  }

  private DirectCharges.Result issue(Map<String, String> f) {
    Merchant merchant = checked(f, "Auth", "cardNumber");
    if (!merchant.makesKeys()) {
      throw DirectCharges.noContract();
    }
    return charges.issue(DirectOrder.key(merchant, f), DirectCard.open(merchant, f));
  }

  private DirectCharges.Result charge(Map<String, String> f) {
    Merchant merchant = checked(f, "Billing", "billKey");
    IniApi.require(f, "authentification");
    if (!f.getOrDefault("authentification", "").equals("00")) {
      throw new PgRefusal("ER0102", "authentification");
    }
    DirectOrder order = DirectOrder.charge(merchant, f);
    return charges.charge(order, charges.cardOf(merchant, f.getOrDefault("billKey", "")));
  }

  /**
   * The merchant, when the call is of this type and rightly signed.
   *
   * @param means what is charged: covered by the hash after order number and price
   */
  private static Merchant checked(Map<String, String> f, String type, String means) {
    Merchant merchant = IniApi.merchant(f);
    IniApi.require(f, "paymethod", "moid", "price", means);
    if (!f.getOrDefault("type", "").equals(type)) {
      throw new PgRefusal("ER0102", "type");
    }
    if (!f.getOrDefault("paymethod", "").equals("Card")) {
      throw new PgRefusal("ER0102", "paymethod");
    }
    IniApi.checkHash(
        IniApiV1.hash(merchant, f, "moid", "price", means), f.getOrDefault("hashData", ""));
    return merchant;
  }

  private interface Decision {
    DirectCharges.Result made();
  }

  private static void answer(Context ctx, Decision decision) {
    try {
      DirectCharges.Result result = decision.made();
      Map<String, Object> answer =
          switch (result.verdict()) {
            case DirectCharges.Verdict.Done done ->
                done.key().isEmpty() ? DirectAnswer.charged(done) : DirectAnswer.issued(done);
            case DirectCharges.Verdict.Declined(Decline decline) ->
                DirectAnswer.declined(decline.code(), decline.text());
            case DirectCharges.Verdict.Unreached _ -> Map.of();
          };
      Reply.send(ctx, result.delivery().deliver(IniApiV1.json(answer)));
    } catch (PgRefusal e) {
      Reply.send(
          ctx,
          IniApiV1.json(
              e.code().startsWith("ER")
                  ? IniApi.refusal(e, "")
                  : DirectAnswer.declined(e.code(), e.text())));
    }
  }

  private void log(Map<String, String> f, String operation) {
    requests.received(Inicis.PG, "", f.getOrDefault("moid", ""), operation, f);
  }
}

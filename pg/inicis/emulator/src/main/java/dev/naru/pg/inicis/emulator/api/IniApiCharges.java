package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.AccountsByApi;
import dev.naru.pg.inicis.emulator.payment.Decline;
import dev.naru.pg.inicis.emulator.payment.DirectCard;
import dev.naru.pg.inicis.emulator.payment.DirectCharges;
import dev.naru.pg.inicis.emulator.payment.DirectOrder;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.stream.Stream;

/**
 * INIAPI v1's charges without a window: {@code /api/v1/formpay} and {@code /api/v1/billing}
 * (protocols/inicis.md §6).
 */
public final class IniApiCharges {

  private final DirectCharges charges;
  private final AccountsByApi accounts;
  private final MaskedLog requests;

  public IniApiCharges(DirectCharges charges, AccountsByApi accounts, MaskedLog requests) {
    this.charges = charges;
    this.accounts = accounts;
    this.requests = requests;
  }

  public void mount(RoutesConfig routes) {
    routes.post(IniApi.HOST + "/api/v1/formpay", this::formpay);
    routes.post(IniApi.HOST + "/api/v1/billing", this::billing);
  }

  /**
   * {@code POST /api/v1/formpay} charges a card by its data (§6.5), or opens a virtual account
   * (§6.6).
   */
  private void formpay(Context ctx) {
    Map<String, String> f = IniApiV1.form(ctx);
    if (f.getOrDefault("paymethod", "").equals(Method.VBANK.refundName())) {
      log(f, "account");
      answer(ctx, () -> accounts.issue(checkedAccount(f), f));
      return;
    }
    log(f, "approval");
    answer(ctx, () -> keyIn(f));
  }

  private DirectCharges.Result keyIn(Map<String, String> f) {
    Merchant merchant = checked(f, "Pay", "Card", "cardNumber");
    DirectOrder order = DirectOrder.charge(merchant, f);
    return charges.charge(order, DirectCard.open(merchant, f));
  }

  /** {@code POST /api/v1/billing} charges a key, or issues one for a card (§6.7, §6.8). */
  private void billing(Context ctx) {
    Map<String, String> f = IniApiV1.form(ctx);
    boolean issue = f.getOrDefault("type", "").equals("Auth");
    log(f, issue ? "key" : "approval");
    answer(ctx, issue ? () -> issue(f) : () -> charge(f));
  }

  private DirectCharges.Result issue(Map<String, String> f) {
    Merchant merchant = checked(f, "Auth", "Card", "cardNumber");
    if (!merchant.makesKeys()) {
      throw DirectCharges.noContract();
    }
    return charges.issue(DirectOrder.key(merchant, f), DirectCard.open(merchant, f));
  }

  private DirectCharges.Result charge(Map<String, String> f) {
    Merchant merchant = checked(f, "Billing", "Card", "billKey");
    IniApiFields.require(f, "authentification");
    if (!f.getOrDefault("authentification", "").equals("00")) {
      throw new PgRefusal("ER0102", "authentification");
    }
    DirectOrder order = DirectOrder.charge(merchant, f);
    return charges.charge(order, charges.cardOf(merchant, f.getOrDefault("billKey", "")));
  }

  /**
   * The merchant of a call whose type and hash are right.
   *
   * @param means the field that names the card or the key, if there is one; the hash covers it
   *     after order number and price
   */
  private static Merchant checked(
      Map<String, String> f, String type, String method, String... means) {
    Merchant merchant = IniApiFields.merchant(f);
    IniApiFields.require(f, "paymethod", "moid", "price");
    IniApiFields.require(f, means);
    if (!f.getOrDefault("type", "").equals(type)) {
      throw new PgRefusal("ER0102", "type");
    }
    if (!f.getOrDefault("paymethod", "").equals(method)) {
      throw new PgRefusal("ER0102", "paymethod");
    }
    String[] hashed =
        Stream.concat(Stream.of("moid", "price"), Stream.of(means)).toArray(String[]::new);
    IniApiFields.checkHash(IniApiV1.hash(merchant, f, hashed), f.getOrDefault("hashData", ""));
    return merchant;
  }

  private static Merchant checkedAccount(Map<String, String> f) {
    Merchant merchant = IniApiFields.merchant(f);
    IniApiFields.require(f, "moid", "price");
    if (!f.getOrDefault("type", "").equals("Pay")) {
      throw new PgRefusal("ER0102", "type");
    }
    IniApiFields.checkHash(
        IniApiV1.hash(merchant, f, "moid", "price"), f.getOrDefault("hashData", ""));
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
                done.details().method() == Method.VBANK
                    ? DirectAnswer.accountIssued(done)
                    : done.key().isEmpty() ? DirectAnswer.charged(done) : DirectAnswer.issued(done);
            case DirectCharges.Verdict.Declined(Decline decline) ->
                DirectAnswer.declined(decline.code(), decline.text());
            case DirectCharges.Verdict.Unreached _ -> Map.of();
          };
      Reply.send(ctx, result.delivery().deliver(Reply.Body.json(answer)));
    } catch (PgRefusal e) {
      Reply.send(
          ctx,
          Reply.Body.json(
              e.code().startsWith("ER")
                  ? IniApi.refusal(e, "")
                  : DirectAnswer.declined(e.code(), e.text())));
    }
  }

  private void log(Map<String, String> f, String operation) {
    requests.received(Inicis.PG, "", f.getOrDefault("moid", ""), operation, f);
  }
}

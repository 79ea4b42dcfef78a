package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.payment.Approvals.Answer;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.Merchant;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Charges auto-billing keys (protocols/mobilians.md §2.8). */
public final class AutoBillingCharges {

  /** The name in {@link ChargeDetails#extra} that marks a charge by key. */
  public static final String BY_KEY = "by_key";

  /**
   * A charge that a merchant asks for.
   *
   * @param amount won
   * @param merchantUid the shop's own order number; empty when the merchant sent none
   */
  public record Asked(
      Merchant merchant,
      CashCode cash,
      String tradeId,
      long amount,
      String billKey,
      String userKey,
      String merchantUid) {}

  private final SandboxServices sandbox;
  private final MobiliansRecords records;
  private final NumberGenerator numbers;
  private final StripedLock perOrder = new StripedLock();
  private final StripedLock perKey = new StripedLock();

  public AutoBillingCharges(
      SandboxServices sandbox, MobiliansRecords records, NumberGenerator numbers) {
    this.sandbox = sandbox;
    this.records = records;
    this.numbers = numbers;
  }

  /**
   * Charges a key. Calls for one order number, and for one key, run one after the other.
   *
   * @throws PgRefusal with a code of §5.1; nothing has changed then
   */
  public Answer charge(Asked asked) {
    return perOrder.locked(
        asked.merchant().sid() + asked.tradeId(),
        () -> perKey.locked(asked.billKey(), () -> chargeInTurn(asked)));
  }

  private Answer chargeInTurn(Asked asked) {
    Merchant merchant = asked.merchant();
    if (!merchant.billing()) {
      throw PhoneCodes.refusal("0071");
    }
    if (sandbox.book().byOrder(merchant.pg(), merchant.sid(), asked.tradeId()).isPresent()) {
      throw PhoneCodes.refusal("0052");
    }
    BillKey key =
        records
            .key(asked.billKey())
            .filter(it -> it.sid().equals(merchant.sid()) && it.cash() == asked.cash())
            .orElseThrow(() -> PhoneCodes.refusal("0060"));
    if (!Hmac.same(key.userKey(), asked.userKey())) {
      throw PhoneCodes.refusal("0047");
    }
    LocalDate today = KoreanTime.date(KoreanTime.stamp(sandbox.time().instant()));
    YearMonth month =
        new MonthlyRule(number -> stands(merchant, number)).monthOf(key, asked.amount(), today);
    CallFault fault = faultOf(asked);
    if (fault.is(Fault.TIMEOUT_BEFORE_APPROVAL)) {
      return new Answer(Map.of(), fault.delivery());
    }
    Optional<PgRefusal> decline = Approvals.askedFor(fault, asked.cash());
    if (decline.isPresent()) {
      throw decline.get();
    }
    long amount = fault.amount(asked.amount());
    String payToken = numbers.payToken(asked.cash());
    // The key is stored first: a month whose charge isn't in the book counts as not charged.
    records.put(key.charged(asked.amount(), today, month, payToken));
    return new Answer(fields(asked, key, enter(asked, payToken, amount)), fault.delivery());
  }

  /**
   * Whether a charge isn't wholly cancelled. A month without such a charge may be charged again.
   */
  private boolean stands(Merchant merchant, String payToken) {
    return !payToken.isEmpty()
        && sandbox
            .book()
            .byTid(merchant.pg(), payToken)
            .filter(it -> it.remaining() > 0)
            .isPresent();
  }

  private CallFault faultOf(Asked asked) {
    var call =
        new PgCall(
            asked.merchant().pg(),
            asked.merchant().sid(),
            asked.tradeId(),
            asked.tradeId(),
            asked.merchantUid(),
            asked.amount(),
            null);
    return CallFault.ofApproval(
        sandbox.scenarios(), call, Optional.empty(), Fault.BAD_CARD, Fault.WRONG_AMOUNT);
  }

  private Charge enter(Asked asked, String payToken, long amount) {
    var details =
        new ChargeDetails(
            asked.cash(),
            "",
            KoreanTime.stamp(sandbox.time().instant()),
            asked.merchantUid(),
            Map.of(BY_KEY, "Y"));
    var charge =
        new Charge(
            asked.merchant().pg(),
            asked.merchant().sid(),
            payToken,
            asked.tradeId(),
            amount,
            0,
            "paid",
            asked.cash().payMethod(""),
            details.json());
    sandbox.book().enter(charge);
    return charge;
  }

  /**
   * The answer. Its digest is random, since no document says what it covers in this form (§2.8).
   */
  private Map<String, String> fields(Asked asked, BillKey key, Charge charge) {
    var f = new LinkedHashMap<String, String>();
    f.put("code", "0000");
    f.put("message", ResultFields.OK);
    f.put("sid", charge.mid());
    f.put("sign_date", ChargeDetails.of(charge).signDate());
    f.put("trade_id", charge.orderId());
    f.put("cash_code", asked.cash().name());
    f.put("mobil_id", charge.tid());
    f.put("amount", Long.toString(charge.amount()));
    f.put("hmac", numbers.hmac2());
    if (asked.cash() == CashCode.MC) {
      f.put("mc_bill_key", key.key());
      f.put("mc_user_key", key.userKey());
      f.put("mc_simple_key", "");
    } else {
      f.putAll(ResultFields.keyCard(key, numbers.approvalNumber()));
    }
    return f;
  }
}

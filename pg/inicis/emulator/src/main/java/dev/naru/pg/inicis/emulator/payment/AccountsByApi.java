package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Bank;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Opens virtual accounts without a window (protocols/inicis.md §6.6). The notice of a deposit is
 * that of a PC's window (§8.1). KG INICIS posts it to the address that the merchant has registered;
 * the sandbox takes the address from the order.
 */
public final class AccountsByApi {

  private static final String PREFIX = "INIAPIVBNK";
  private static final long LEAST = 200;
  private static final int ACCOUNT_DIGITS = 11;

  private final SandboxServices sandbox;
  private final TidGenerator tids;
  private final RandomGenerator random;
  private final StripedLock perOrder = new StripedLock();

  public AccountsByApi(SandboxServices sandbox, TidGenerator tids, RandomGenerator random) {
    this.sandbox = sandbox;
    this.tids = tids;
    this.random = random;
  }

  /**
   * Opens an account for an order.
   *
   * @param f the call's fields, whose hash is right
   * @throws PgRefusal with a code of protocols/inicis.md §10, or ER0102 for a missing field
   */
  public DirectCharges.Result issue(Merchant merchant, Map<String, String> f) {
    DirectOrder order = DirectOrder.key(merchant, f);
    IniApiFields.require(f, "bankCode", "dtInput", "tmInput", "nmInput");
    if (order.price() == 0) {
      throw new PgRefusal("1113", "결제금액이 0원 이하입니다.");
    }
    if (order.price() < LEAST) {
      throw new PgRefusal("504937", "200원 미만 승인 불가");
    }
    Map<String, String> own = own(f);
    return perOrder.locked(order.mid() + order.moid(), () -> issue(order, own, f));
  }

  private Map<String, String> own(Map<String, String> f) {
    String bank = f.getOrDefault("bankCode", "");
    if (Bank.ofCode(bank).filter(Bank.offered(true)::contains).isEmpty()) {
      throw new PgRefusal("504643", "가상계좌 은행코드 오류");
    }
    String deadline = f.getOrDefault("dtInput", "") + f.getOrDefault("tmInput", "") + "59";
    if (!deadline.matches("\\d{14}")) {
      throw new PgRefusal("504640", "가상계좌 입금예정일자 오류");
    }
    if (deadline.compareTo(now()) <= 0) {
      throw new PgRefusal("504641", "가상계좌 입금예정시각 오류");
    }
    var own = new LinkedHashMap<String, String>();
    own.put("bank", bank);
    own.put("payer", f.getOrDefault("nmInput", ""));
    own.put("account", "562" + digits());
    own.put("deadline", deadline);
    return own;
  }

  private DirectCharges.Result issue(
      DirectOrder order, Map<String, String> own, Map<String, String> f) {
    if (sandbox.book().byOrder(Inicis.PG, order.mid(), order.moid()).isPresent()) {
      throw new PgRefusal("500619", "상점주문번호 중복 오류");
    }
    var call =
        new PgCall(
            Inicis.PG,
            order.mid(),
            order.moid(),
            order.moid(),
            order.merchantUid().isEmpty() ? null : order.merchantUid(),
            order.price(),
            null);
    CallFault fault =
        CallFault.ofApproval(sandbox.scenarios(), call, Optional.empty(), Fault.WRONG_AMOUNT);
    if (fault.is(Fault.TIMEOUT_BEFORE_APPROVAL)) {
      return new DirectCharges.Result(new DirectCharges.Verdict.Unreached(), fault.delivery());
    }
    if (fault.is(Fault.DECLINE)) {
      return new DirectCharges.Result(
          new DirectCharges.Verdict.Declined(new Decline("504643", "가상계좌 채번 실패")),
          fault.delivery());
    }
    return new DirectCharges.Result(
        enter(order, own, f.getOrDefault("noticeUrl", ""), fault.amount(order.price())),
        fault.delivery());
  }

  private DirectCharges.Verdict enter(
      DirectOrder order, Map<String, String> own, String noticeTo, long amount) {
    var details =
        new ChargeDetails(
            "",
            Method.VBANK,
            "",
            Method.VBANK.pc(),
            false,
            false,
            "",
            now(),
            order.goods(),
            order.merchantUid(),
            order.buyerName(),
            "",
            ChargeDetails.Card.NONE,
            own,
            noticeTo);
    var line =
        new Charge(
            Inicis.PG,
            order.mid(),
            tids.next(PREFIX, order.mid()),
            order.moid(),
            amount,
            0,
            "waiting",
            Method.VBANK.code(),
            details.json());
    sandbox.book().enter(line);
    return new DirectCharges.Verdict.Done(line, details, "");
  }

  private String now() {
    return KoreanTime.stamp(sandbox.time().instant());
  }

  private String digits() {
    var text = new StringBuilder();
    while (text.length() < ACCOUNT_DIGITS) {
      text.append(String.format(Locale.ROOT, "%d", random.nextInt(10)));
    }
    return text.toString();
  }
}

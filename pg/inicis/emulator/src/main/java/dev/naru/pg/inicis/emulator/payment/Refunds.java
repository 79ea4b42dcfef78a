package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Bank;
import dev.naru.pg.inicis.emulator.wire.Encrypted;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.Map;
import java.util.Optional;

/** Cancels charges, wholly or in part, for both generations of INIAPI. */
public final class Refunds {

  /**
   * A cancel that was carried out.
   *
   * @param after the charge after the cancel
   * @param count how many cancels the charge has now
   * @param delivery how the answer is delivered
   */
  public record Done(Charge after, Cancel cancel, int count, ReplyDelivery delivery) {}

  /** The bank account that a deposit is refunded to. */
  public record Account(String number, String bank, String holder) {

    /** Leaves out number and holder. */
    @Override
    public String toString() {
      return "Account[" + bank + "]";
    }
  }

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final StripedLock perCharge;

  /**
   * Creates the service.
   *
   * @param perCharge held while a charge is changed, by its tid
   */
  public Refunds(
      SandboxServices sandbox, InicisRecords records, TidGenerator tids, StripedLock perCharge) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.perCharge = perCharge;
  }

  /**
   * Cancels a charge that has no cancel yet.
   *
   * @param account the account for the refund of a deposit; empty for every other charge
   * @throws PgRefusal with a code of protocols/inicis.md §10
   */
  public Done whole(Merchant merchant, String tid, Optional<Account> account) {
    return perCharge.locked(
        tid,
        () -> {
          Charge charge = cancellable(merchant, tid, account);
          if (charge.cancelledAmount() > 0) {
            throw refusal(charge, "624", "부분취소된 거래는 전체취소가 불가합니다.");
          }
          return cancel(charge, charge.remaining(), charge.amount());
        });
  }

  /**
   * Cancels a part. The first part may not be the whole amount (749). After that, the rest may be
   * cancelled with {@code confirmPrice} 0 (§10 rows 624 and 749).
   *
   * @param price the amount to cancel, in won
   * @param confirmPrice the amount that must remain afterwards, in won
   * @param tax the tax parts of {@code price}
   * @param account the account for the refund of a deposit; empty for every other charge
   * @throws PgRefusal with a code of protocols/inicis.md §10
   */
  public Done part(
      Merchant merchant,
      String tid,
      long price,
      long confirmPrice,
      TaxPart tax,
      Optional<Account> account) {
    return perCharge.locked(
        tid,
        () -> {
          Charge charge = cancellable(merchant, tid, account);
          if (ChargeDetails.of(charge).method().voucher()) {
            throw refusal(charge, "412", "부분취소 불가 가맹점");
          }
          if (price <= 0) {
            throw refusal(charge, "701", "취소 요청 금액이 0원 이하입니다.");
          }
          if (price > charge.remaining()) {
            throw refusal(charge, "826", "취소 요청 금액이 잔액보다 큼");
          }
          if (charge.cancelledAmount() == 0 && price == charge.amount()) {
            throw refusal(charge, "749", "전체금액은 부분취소로 취소할 수 없습니다.");
          }
          if (price + confirmPrice != charge.remaining()) {
            throw refusal(charge, "703", "금액 불일치");
          }
          TaxPart cancelled = tax.after(records.cancelledTax(tid), charge, price);
          Done done = cancel(charge, price, charge.remaining());
          records.put(tid, cancelled);
          return done;
        });
  }

  /**
   * Revokes a virtual account that has no deposit yet ({@code GVacct}, §6.1).
   *
   * @throws PgRefusal with a code of protocols/inicis.md §10
   */
  public Done revoke(Merchant merchant, String tid) {
    return perCharge.locked(
        tid,
        () -> {
          Charge charge = owned(merchant, tid);
          if (!charge.status().equals("waiting")) {
            throw charge.status().equals("cancelled")
                ? refusal(charge, "626", "기 취소 거래")
                : refusal(charge, "628", "취소 불가능한 거래");
          }
          return cancel(charge, charge.amount(), charge.amount());
        });
  }

  private Done cancel(Charge charge, long price, long expectedRemaining) {
    CallFault fault = CallFault.ofCancel(sandbox.scenarios(), call(charge));
    if (fault.is(Fault.CANCEL_REFUSED)) {
      throw refusal(charge, "628", "취소 불가능한 거래");
    }
    var cancel =
        new Cancel(
            tids.next(charge.tid().substring(0, 10), charge.mid()),
            price,
            KoreanTime.stamp(sandbox.time().instant()));
    Charge after =
        sandbox
            .book()
            .cancel(Inicis.PG, charge.tid(), cancel, expectedRemaining)
            .orElseThrow(() -> overtaken(charge));
    int count = sandbox.book().cancels(Inicis.PG, charge.tid()).size();
    return new Done(after, cancel, count, fault.delivery());
  }

  /** The refusal when another cancel came in between. */
  private PgRefusal overtaken(Charge charge) {
    long remaining =
        sandbox.book().byTid(Inicis.PG, charge.tid()).map(Charge::remaining).orElse(0L);
    return remaining == 0 ? refusal(charge, "626", "기 취소 거래") : refusal(charge, "703", "금액 불일치");
  }

  private Charge cancellable(Merchant merchant, String tid, Optional<Account> account) {
    Charge charge = owned(merchant, tid);
    ChargeDetails details = ChargeDetails.of(charge);
    if (charge.amount() == 0 || charge.status().equals("waiting")) {
      throw refusal(charge, "628", "취소 불가능한 거래");
    }
    if (charge.remaining() == 0) {
      throw refusal(charge, "626", "기 취소 거래");
    }
    if ((details.method() == Method.VBANK) != account.isPresent()) {
      throw refusal(charge, "425", "계좌환불 서비스로만 환불할 수 있는 거래입니다.");
    }
    String month = KoreanTime.stamp(sandbox.time().instant()).substring(0, 6);
    if (details.method() == Method.PHONE && !details.at().startsWith(month)) {
      throw refusal(charge, "667", "취소기한 경과로 취소 불가");
    }
    return charge;
  }

  private Charge owned(Merchant merchant, String tid) {
    Charge charge =
        sandbox.book().byTid(Inicis.PG, tid).orElseThrow(() -> new PgRefusal("500623", "해당거래 없음"));
    if (!charge.mid().equals(merchant.mid())) {
      throw refusal(charge, "621", "타 상점의 거래는 취소할 수 없습니다.");
    }
    return charge;
  }

  /**
   * Reads the account of a refund (§6.3, §2.4).
   *
   * @throws PgRefusal ER0102 or 504643 when a field is missing or wrong
   */
  public static Account account(Merchant merchant, Map<String, String> f) {
    IniApiFields.require(f, "refundAcctNum", "refundBankCode", "refundAcctName");
    String number =
        Encrypted.read(merchant, f.getOrDefault("refundAcctNum", ""))
            .filter(n -> n.replace("-", "").matches("\\d{6,20}"))
            .orElseThrow(() -> new PgRefusal("504643", "환불계좌번호가 올바르지 않습니다."));
    String bank = f.getOrDefault("refundBankCode", "");
    if (!Bank.takesRefunds(bank)) {
      throw new PgRefusal("504643", "환불은행코드가 올바르지 않습니다.");
    }
    return new Account(number, bank, f.getOrDefault("refundAcctName", ""));
  }

  static PgRefusal refusal(Charge charge, String reason, String text) {
    return new PgRefusal(ChargeDetails.of(charge).codeFamily() + reason, text);
  }

  /** Describes a call about this charge, so that a scenario can choose how it is answered. */
  static PgCall call(Charge charge) {
    return new PgCall(
        Inicis.PG,
        charge.mid(),
        charge.orderId(),
        charge.orderId(),
        ChargeDetails.of(charge).merchantUid(),
        charge.amount(),
        null);
  }
}

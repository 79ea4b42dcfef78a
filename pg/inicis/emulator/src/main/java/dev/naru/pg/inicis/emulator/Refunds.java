package dev.naru.pg.inicis.emulator;

import static dev.naru.sandbox.Scenarios.Fault.CANCEL_REFUSED;
import static dev.naru.sandbox.Scenarios.Fault.SLOW;
import static dev.naru.sandbox.Scenarios.Fault.TIMEOUT_AFTER_CANCEL;

import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.Scenarios.Scenario;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.Map;
import java.util.Optional;

/** Cancels of a charge, whole and in part; both generations of INIAPI end here. */
final class Refunds {

  /**
   * @param after the charge after it
   * @param count how many partial cancels there are by now
   */
  record Done(Charge after, Cancel cancel, int count, ReplyDelivery delivery) {}

  /** Whom the money of a deposit goes back to; empty for every other cancel. */
  record Account(String number, String bank, String holder) {

    @Override
    public String toString() {
      return "Account[" + bank + "]";
    }
  }

  private final SandboxServices sandbox;
  private final TidGenerator tids;
  private final StripedLock books;

  /**
   * @param books turns of whoever changes the same line of the book
   */
  Refunds(SandboxServices sandbox, TidGenerator tids, StripedLock books) {
    this.sandbox = sandbox;
    this.tids = tids;
    this.books = books;
  }

  /**
   * Cancels everything; only a charge that wasn't touched before.
   *
   * @throws PgRefusal with the six digits of protocols/inicis.md §10
   */
  Done whole(Merchant merchant, String tid, Optional<Account> account) {
    return books.locked(
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
   * Cancels a part. The first one may not be the whole (749); after that the rest may go with
   * {@code confirmPrice} 0 (§10 rows 624 and 749).
   *
   * @param confirmPrice what must remain afterwards
   */
  Done part(
      Merchant merchant, String tid, long price, long confirmPrice, Optional<Account> account) {
    return books.locked(
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
          return cancel(charge, price, charge.remaining());
        });
  }

  /** Takes a virtual account back before anything was paid in ({@code GVacct}, §6.1). */
  Done revoke(Merchant merchant, String tid) {
    return books.locked(
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
    Optional<Scenario> scenario =
        sandbox.scenarios().take(occasion(charge), CANCEL_REFUSED, TIMEOUT_AFTER_CANCEL, SLOW);
    if (scenario.map(Scenario::fault).filter(f -> f == Fault.CANCEL_REFUSED).isPresent()) {
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
    return new Done(
        after, cancel, count, scenario.map(ReplyDelivery::of).orElse(ReplyDelivery.NORMAL));
  }

  /** Another cancel came in between: refused for what it left. */
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
   * The account of a refund, opened and looked at (§6.3, §2.4).
   *
   * @throws PgRefusal when it isn't one
   */
  static Account account(Merchant merchant, Map<String, String> f) {
    IniApi.require(f, "refundAcctNum", "refundBankCode", "refundAcctName");
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

  private static PgRefusal refusal(Charge charge, String reason, String text) {
    return new PgRefusal(ChargeDetails.of(charge).codeFamily() + reason, text);
  }

  static PgCall occasion(Charge charge) {
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

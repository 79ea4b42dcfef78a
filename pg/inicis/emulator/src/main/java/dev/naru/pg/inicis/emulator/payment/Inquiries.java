package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.PgCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers inquiries, for both generations of INIAPI (protocols/inicis.md §6.4, §7). */
public final class Inquiries {

  private final SandboxServices sandbox;
  private final InicisRecords records;

  public Inquiries(SandboxServices sandbox, InicisRecords records) {
    this.sandbox = sandbox;
    this.records = records;
  }

  /**
   * Describes an inquiry, so that a scenario can choose how it is answered.
   *
   * @param charge empty when the PG has no such charge
   */
  public static PgCall call(Optional<Charge> charge, Merchant merchant, String oid) {
    return charge
        .map(Refunds::call)
        .orElseGet(() -> new PgCall(Inicis.PG, merchant.mid(), oid, oid, null, 0, null));
  }

  /** The answer of {@code POST /v2/pg/inquiry}. */
  public Map<String, Object> v2Answer(Charge charge) {
    ChargeDetails details = ChargeDetails.of(charge);
    List<Cancel> cancels = sandbox.book().cancels(Inicis.PG, charge.tid());
    boolean whole = charge.amount() > 0 && charge.remaining() == 0;
    var a = new LinkedHashMap<String, Object>();
    a.put("resultCode", "SUCCESS");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("mid", charge.mid());
    a.put("oid", charge.orderId());
    a.put("price", Long.toString(charge.amount()));
    a.put("tid", charge.tid());
    a.put("transactionStatus", status(charge, details, cancels));
    a.put("paymethod", details.payMethod());
    a.put("approvedDate", details.date());
    a.put("approvedTime", details.time());
    if (whole) {
      String at = cancels.getLast().at();
      boolean refund = details.method() == Method.VBANK && deposited(charge);
      a.put(refund ? "refundDate" : "cancelDate", at.substring(0, 8));
      a.put(refund ? "refundTime" : "cancelTime", at.substring(8));
    }
    a.put("availablePartCancelPrice", Long.toString(charge.remaining()));
    boolean inOnePiece = cancels.size() == 1 && whole;
    a.put(
        "partCancelTransInfo",
        inOnePiece ? List.of() : cancels.stream().map(Inquiries::part).toList());
    switch (details.method()) {
      case CARD -> a.put("cardInfo", card(details));
      case VBANK -> a.put("vacctInfo", account(charge, details));
      default -> {}
    }
    return a;
  }

  /** The {@code status} in the answer of {@code POST /api/v1/extra}. */
  public String v1Status(Charge charge) {
    boolean over = charge.status().equals("cancelled") && charge.remaining() == 0;
    return ChargeDetails.of(charge).method() != Method.VBANK
        ? over ? "1" : "0"
        : charge.status().equals("waiting") ? "N" : over ? deposited(charge) ? "1" : "C" : "Y";
  }

  private String status(Charge charge, ChargeDetails details, List<Cancel> cancels) {
    boolean over = charge.status().equals("cancelled") && charge.remaining() == 0;
    if (!over && charge.cancelledAmount() > 0) {
      return "PART_CANCEL";
    }
    if (details.method() != Method.VBANK) {
      return over ? "CANCEL" : "APPROVAL";
    }
    if (!over) {
      return charge.status().equals("waiting") ? "NON_DEPOSIT" : "DEPOSIT_COMPLETED";
    }
    if (!deposited(charge)) {
      return "DEPOSIT_CANCELED";
    }
    // A refund is paid out on the next day (spec/pg-rules.md §2.8).
    String today = KoreanTime.stamp(sandbox.time().instant()).substring(0, 8);
    return cancels.getLast().at().startsWith(today) ? "WAITING_FOR_REFUND" : "REFUND_COMPLETED";
  }

  private boolean deposited(Charge charge) {
    return records.deposit(charge.tid()).filter(d -> !d.takenBack()).isPresent();
  }

  private static Map<String, Object> card(ChargeDetails details) {
    var info = new LinkedHashMap<String, Object>();
    info.put("currencyCode", "WON");
    info.put("cardNumber", details.card().masked());
    info.put("cardQuota", details.card().quota());
    info.put("cardName", details.card().name());
    info.put("approvedNumber", details.approvalNumber());
    info.put("isInterestFree", details.card().interestFree());
    return info;
  }

  private Map<String, Object> account(Charge charge, ChargeDetails details) {
    String deposit = records.deposit(charge.tid()).map(Deposit::at).orElse("");
    var info = new LinkedHashMap<String, Object>();
    info.put("vacctNumber", details.own("account"));
    info.put("vacctBankCode", details.own("bank"));
    info.put("depositName", details.own("payer"));
    info.put("validDate", details.own("deadline").substring(0, 8));
    info.put("validTime", details.own("deadline").substring(8));
    info.put("depositDate", deposit.isEmpty() ? "" : deposit.substring(0, 8));
    info.put("depositTime", deposit.isEmpty() ? "" : deposit.substring(8));
    return info;
  }

  private static Map<String, String> part(Cancel cancel) {
    var p = new LinkedHashMap<String, String>();
    p.put("tid", cancel.cancelTid());
    p.put("requestDate", cancel.at().substring(0, 8));
    p.put("requestTime", cancel.at().substring(8));
    p.put("requestPrice", Long.toString(cancel.amount()));
    return p;
  }
}

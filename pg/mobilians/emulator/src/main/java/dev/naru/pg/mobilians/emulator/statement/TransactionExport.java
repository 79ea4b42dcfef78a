package dev.naru.pg.mobilians.emulator.statement;

import dev.naru.pg.mobilians.emulator.payment.ChargeDetails;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A day's transactions of a service id as CSV in MS949, with a line of totals at the end. */
public final class TransactionExport {

  private static final String HEAD =
      "거래일시,구분,서비스아이디,거래번호,가맹점거래번호,원거래번호,결제수단,통신사,승인번호,거래금액,수수료,부가세,정산금액,정산예정일";

  private static final int PAYOUT_DAYS = 6;

  private final SandboxServices sandbox;

  public TransactionExport(SandboxServices sandbox) {
    this.sandbox = sandbox;
  }

  /** Adds the page; {@code mid} and {@code day} (yyyy-MM-dd) in its address choose the list. */
  public void mount(RoutesConfig routes) {
    routes.get("/cp.mcash.co.kr/mcht/transactions.csv", this::export);
  }

  private void export(Context ctx) {
    LocalDate day;
    try {
      day = LocalDate.parse(String.valueOf(ctx.queryParam("day")));
    } catch (DateTimeException e) {
      ctx.status(HttpStatus.BAD_REQUEST).result("day must be a day as 2026-01-15");
      return;
    }
    String mid = String.valueOf(ctx.queryParam("mid"));
    List<String> lines = new ArrayList<>();
    lines.add(HEAD);
    long[] sums = new long[4];
    for (Charge charge : sandbox.book().all()) {
      if (charge.mid().equals(mid)
          && charge.amount() > 0
          && !charge.status().equals("key")
          && !charge.status().equals("waiting")) {
        add(lines, sums, charge, KoreanTime.day(day));
      }
    }
    if (lines.size() > 1) {
      lines.add(
          "합계,%d건,,,,,,,,%d,%d,%d,%d,"
              .formatted(lines.size() - 1, sums[0], sums[1], sums[2], sums[3]));
    }
    Reply.send(ctx, Reply.Body.of("text/csv", String.join("\r\n", lines) + "\r\n", Reply.EUC_KR));
  }

  private void add(List<String> lines, long[] sums, Charge charge, String day) {
    ChargeDetails details = ChargeDetails.of(charge);
    String at = details.signDate();
    CashCode cash = details.cash();
    if (at.startsWith(day)) {
      lines.add(
          line(
              sums,
              charge,
              cash,
              cash == CashCode.VA ? "입금" : "승인",
              at,
              charge.tid(),
              "",
              charge.amount()));
    }
    for (Cancel cancel : sandbox.book().cancels(charge.pg(), charge.tid())) {
      boolean whole = cancel.amount() == charge.amount();
      if (cancel.at().startsWith(day)) {
        lines.add(
            line(
                sums,
                charge,
                cash,
                whole ? "취소" : "부분취소",
                cancel.at(),
                whole ? charge.tid() : cancel.cancelTid(),
                charge.tid(),
                -cancel.amount()));
      }
    }
  }

  private static String line(
      long[] sums,
      Charge charge,
      CashCode cash,
      String kind,
      String at,
      String tid,
      String original,
      long amount) {
    long fee = amount * (cash == CashCode.MC ? 40 : 32) / 1_000;
    long vat = fee / 10;
    long net = amount - fee - vat;
    sums[0] += amount;
    sums[1] += fee;
    sums[2] += vat;
    sums[3] += net;
    return String.join(
        ",",
        KoreanTime.at(KoreanTime.instant(at))
                .toLocalDateTime()
                .toString()
                .replace('T', ' ')
                .substring(0, 16)
            + ":"
            + at.substring(12),
        kind,
        charge.mid(),
        tid,
        charge.orderId(),
        original,
        cash.name(),
        "",
        "",
        Long.toString(amount),
        Long.toString(fee),
        Long.toString(vat),
        Long.toString(net),
        KoreanTime.date(at).plusDays(PAYOUT_DAYS).toString());
  }
}

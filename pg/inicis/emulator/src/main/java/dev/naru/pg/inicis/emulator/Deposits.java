package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Notices.Notice;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.StripedLock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Virtual accounts after their issue: what comes in, and what the merchant is told
 * (protocols/inicis.md §8).
 */
final class Deposits {

  /**
   * A real merchant registers one address for all its PC orders in KG INICIS's merchant admin. The
   * sandbox has no such screen: it takes naru's own path, on the origin that {@code returnUrl} has.
   */
  static final String REGISTERED_NOTICE_PATH = "/pg/html5_inicis/notice";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ACKNOWLEDGEMENT = "OK";

  /**
   * The first and ten more: four after ten minutes each, then hourly (protocols/inicis.md §8.4).
   */
  private static final List<Duration> PC_AGAIN =
      Stream.concat(
              Stream.generate(() -> Duration.ofMinutes(10)).limit(4),
              Stream.generate(() -> Duration.ofHours(1)).limit(6))
          .toList();

  /** Every ten minutes for a day. */
  private static final List<Duration> MOBILE_AGAIN =
      Stream.generate(() -> Duration.ofMinutes(10)).limit(144).toList();

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final StripedLock turns;

  Deposits(SandboxServices sandbox, InicisRecords records, TidGenerator tids, StripedLock turns) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.turns = turns;
  }

  /** An account was issued: only a phone's order hears of it ({@code P_STATUS=00}, §8.2). */
  void issued(Charge charge) {
    ChargeDetails details = ChargeDetails.of(charge);
    if (details.mobile()) {
      tell(charge, details, DepositNotice.mobile(charge, details, "00", details.at()));
    }
  }

  /**
   * Money comes in. The accounts are of a fixed amount: the bank refuses another, and everything
   * after the deadline (§8.4).
   *
   * @throws IllegalArgumentException the bank takes no such deposit
   */
  void comesIn(String tid, long amount) {
    turns.locked(
        tid,
        () -> {
          Charge waiting = sandbox.book().byTid(Inicis.PG, tid).orElseThrow();
          ChargeDetails details = ChargeDetails.of(waiting);
          String now = KoreanTime.stamp(sandbox.time().instant());
          if (!waiting.status().equals("waiting")) {
            throw new IllegalArgumentException("the account takes no deposit any more");
          }
          if (now.compareTo(details.own("deadline")) > 0) {
            throw new IllegalArgumentException(
                "the bank refuses a deposit after the deadline " + details.own("deadline"));
          }
          if (amount != waiting.amount()) {
            throw new IllegalArgumentException(
                "the bank refuses %d won: the account takes %d won and nothing else"
                    .formatted(amount, waiting.amount()));
          }
          var deposit = new Deposit(tids.next("ININPGVBNK", waiting.mid()), now, false);
          records.put(tid, deposit);
          Charge paid =
              sandbox
                  .book()
                  .move(Inicis.PG, tid, "waiting", "paid")
                  .orElseThrow(
                      () -> new IllegalArgumentException("the account takes no deposit any more"));
          tell(
              paid,
              details,
              details.mobile()
                  ? DepositNotice.mobile(paid, details, "02", now)
                  : DepositNotice.pc(paid, details, deposit, "0200"));
          return deposit;
        });
  }

  /**
   * The bank takes a deposit out again and says so with {@code 0400} (§8.1). A phone's order has no
   * such message: it isn't told.
   *
   * @throws IllegalArgumentException there is no deposit to take back
   */
  void takenBack(String tid) {
    turns.locked(
        tid,
        () -> {
          Charge paid =
              sandbox
                  .book()
                  .byTid(Inicis.PG, tid)
                  .filter(c -> c.status().equals("paid") && c.cancelledAmount() == 0)
                  .orElseThrow(() -> new IllegalArgumentException("no deposit to take back"));
          Deposit deposit =
              records
                  .deposit(tid)
                  .orElseThrow(() -> new IllegalArgumentException("no deposit to take back"));
          String now = KoreanTime.stamp(sandbox.time().instant());
          var back = new Deposit(deposit.tid(), now, true);
          records.put(tid, back);
          var cancel = new Cancel(tids.next("ININPGVBNK", paid.mid()), paid.amount(), now);
          sandbox.book().cancel(Inicis.PG, tid, cancel, paid.amount());
          ChargeDetails details = ChargeDetails.of(paid);
          if (!details.mobile()) {
            tell(paid, details, DepositNotice.pc(paid, details, back, "0400"));
          }
          return back;
        });
  }

  private void tell(Charge charge, ChargeDetails details, Map<String, String> fields) {
    if (details.noticeTo().isEmpty()) {
      return;
    }
    sandbox
        .notices()
        .send(
            new Notice(
                Inicis.PG,
                charge.tid(),
                URI.create(details.noticeTo()),
                FORM,
                DepositNotice.body(fields),
                ACKNOWLEDGEMENT,
                details.mobile() ? MOBILE_AGAIN : PC_AGAIN));
  }
}

package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Notices.Notice;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.MerchantUrl;
import dev.naru.sandbox.kit.StripedLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Deposits into virtual accounts, and the notices about them (protocols/inicis.md §8). */
public final class BankDeposits {

  /**
   * The path that notices of PC orders are sent to. A real merchant registers one address for them
   * in KG INICIS's merchant admin, and here with {@code PUT /control/html5_inicis/notice_urls}.
   * Until then they go to naru's own path, on the origin of {@code returnUrl}.
   */
  public static final String REGISTERED_NOTICE_PATH = "/pg/html5_inicis/notice";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ACKNOWLEDGEMENT = "OK";

  /** The waits between eleven attempts: ten minutes four times, then an hour six times (§8.4). */
  private static final List<Duration> PC_AGAIN =
      Stream.concat(
              Stream.generate(() -> Duration.ofMinutes(10)).limit(4),
              Stream.generate(() -> Duration.ofHours(1)).limit(6))
          .toList();

  /** The waits between attempts for a phone's order: ten minutes each, for a day. */
  private static final List<Duration> MOBILE_AGAIN =
      Stream.generate(() -> Duration.ofMinutes(10)).limit(144).toList();

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final StripedLock perCharge;

  /**
   * Creates the service.
   *
   * @param perCharge held while a charge is changed, by its tid
   */
  public BankDeposits(
      SandboxServices sandbox, InicisRecords records, TidGenerator tids, StripedLock perCharge) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.perCharge = perCharge;
  }

  /**
   * Sends the notice that an account was issued; only a phone's order has one ({@code P_STATUS=00},
   * §8.2).
   */
  void issued(Charge charge) {
    ChargeDetails details = ChargeDetails.of(charge);
    if (details.mobile()) {
      sendNotice(charge, details, DepositNotice.mobile(charge, details, "00", details.at()));
    }
  }

  /**
   * Pays into an account. The bank takes exactly the ordered amount, until the deadline (§8.4).
   *
   * @param tid an existing account's TID
   * @param amount won
   * @throws IllegalArgumentException when the bank takes no such deposit; the message says why
   */
  public void deposit(String tid, long amount) {
    perCharge.locked(
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
          sendNotice(
              paid,
              details,
              details.mobile()
                  ? DepositNotice.mobile(paid, details, "02", now)
                  : DepositNotice.pc(paid, details, deposit, "0200"));
          return deposit;
        });
  }

  /**
   * Lets the bank take a deposit back, and sends the notice {@code 0400} (§8.1). A phone's order
   * gets no notice, since no such message exists.
   *
   * @throws IllegalArgumentException when there is no deposit to take back
   */
  public void takeBack(String tid) {
    perCharge.locked(
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
            sendNotice(paid, details, DepositNotice.pc(paid, details, back, "0400"));
          }
          return back;
        });
  }

  /**
   * The address of deposit notices: the one that a phone's order names, else the one that the
   * merchant registered.
   */
  private String noticeTo(Charge charge, ChargeDetails details) {
    return details.mobile()
        ? details.noticeTo()
        : records.noticeUrl(charge.mid()).orElse(details.noticeTo());
  }

  private void sendNotice(Charge charge, ChargeDetails details, Map<String, String> fields) {
    Optional<MerchantUrl> to = MerchantUrl.of(noticeTo(charge, details));
    if (to.isEmpty()) {
      return;
    }
    sandbox
        .notices()
        .send(
            new Notice(
                Inicis.PG,
                charge.tid(),
                to.get().uri(),
                FORM,
                DepositNotice.body(fields),
                ACKNOWLEDGEMENT,
                details.mobile() ? MOBILE_AGAIN : PC_AGAIN));
  }
}

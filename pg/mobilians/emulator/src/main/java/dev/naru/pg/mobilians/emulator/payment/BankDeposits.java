package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.Bank;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Notices.Notice;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.MerchantUrl;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deposits into virtual accounts, and the server's notices: of deposits in the legacy names
 * (protocols/mobilians.md §2.10), and of what a window has approved (§2.6).
 */
public final class BankDeposits {

  /**
   * How many further attempts there are, so that twenty are made in all; the real interval is
   * unknown.
   */
  private static final int AGAIN = 19;

  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private BankDeposits() {}

  /**
   * Pays into an account. The bank takes exactly the ordered amount, until the deadline.
   *
   * @param amount won
   * @throws IllegalArgumentException when the bank takes no such deposit; the message says why
   */
  public static void take(SandboxServices sandbox, Charge waiting, long amount) {
    ChargeDetails details = ChargeDetails.of(waiting);
    if (amount != waiting.amount()) {
      throw new IllegalArgumentException(
          "은행이 받지 않았습니다: 주문 금액 %d원과 입금액 %d원이 다릅니다.".formatted(waiting.amount(), amount));
    }
    String day = KoreanTime.day(sandbox.time().instant());
    if (day.compareTo(details.extra("closure")) > 0) {
      throw new IllegalArgumentException(
          "은행이 받지 않았습니다: 입금 기한(%s)이 지났습니다.".formatted(details.extra("closure")));
    }
    if (sandbox.book().move(waiting.pg(), waiting.tid(), "waiting", "paid").isEmpty()) {
      throw new IllegalArgumentException("은행이 받지 않았습니다: 입금을 기다리는 계좌가 아닙니다.");
    }
    send(
        sandbox,
        waiting.pg(),
        waiting.tid(),
        details.extra("noti_url"),
        fields(waiting, details, KoreanTime.stamp(sandbox.time().instant())));
  }

  /**
   * Sends the merchant's server the notice of a payment that the window itself has approved, {@code
   * hybrid_pay=N} (§2.6). Without a {@code noti_url} none is sent.
   */
  public static void tellOfApproval(
      SandboxServices sandbox, Trade trade, Map<String, String> fields) {
    RegisteredOrder order = trade.order();
    if (!order.notiUrl().isEmpty()) {
      send(sandbox, order.merchant().pg(), trade.payToken(), order.notiUrl(), fields);
    }
  }

  private static void send(
      SandboxServices sandbox, String pg, String tid, String to, Map<String, String> fields) {
    sandbox
        .notices()
        .send(
            new Notice(
                pg,
                tid,
                MerchantUrl.of(to).orElseThrow().uri(),
                "application/x-www-form-urlencoded",
                body(fields),
                "SUCCESS",
                Collections.nCopies(AGAIN, INTERVAL)));
  }

  private static Map<String, String> fields(Charge paid, ChargeDetails details, String at) {
    var f = new LinkedHashMap<String, String>();
    f.put("Resultcd", "0000");
    f.put("Mrchid", paid.mid().substring(0, 8));
    f.put("Svcid", paid.mid());
    f.put("Mobilid", paid.tid());
    f.put("Tradeid", paid.orderId());
    f.put("Prdtnm", details.extra("product_name"));
    f.put("Prdtprice", Long.toString(paid.amount()));
    f.put("Userid", details.extra("user_id"));
    f.put("Rcptname", details.extra("user_name"));
    f.put("Name", details.extra("depositor"));
    f.put("Rcptresultdt", at);
    f.put("Accountno", details.extra("account_no"));
    f.put("Bankcode", Bank.of(details.extra("bank")).map(Bank::shortCode).orElse(""));
    return f;
  }

  /**
   * A notice's body, percent-encoded in EUC-KR with {@code %20} for a space, as recorded (§2.6).
   */
  public static String body(Map<String, String> fields) {
    return FormCodec.encode(fields, Reply.EUC_KR).replace("+", "%20");
  }
}

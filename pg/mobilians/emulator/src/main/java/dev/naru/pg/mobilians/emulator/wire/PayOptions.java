package dev.naru.pg.mobilians.emulator.wire;

import dev.naru.sandbox.KoreanTime;
import java.time.Instant;
import java.util.Map;

/** Reads {@code pay_options} and checks what each method requires (protocols/mobilians.md §2.3). */
public final class PayOptions {

  private static final int LONGEST_DEPOSIT_DAYS = 7;

  private PayOptions() {}

  /**
   * The options of a registration.
   *
   * @throws PgRefusal 6101 when an option is missing or wrong
   */
  public static Map<String, String> read(JsonBody body, CashCode cash, Instant now) {
    JsonBody options = body.object("pay_options");
    switch (cash) {
      case MC -> {
        options.optional("mc_no", 11);
        carrier(options, "mc_default_comm_id");
        carrier(options, "mc_fix_comm_id");
      }
      case CN -> {
        options.optional("cn_direct", 9);
        options.optional("cn_fix_card", 200);
      }
      case EP -> easyPay(options);
      case RA -> transfer(body, options);
      case VA -> account(options, now);
    }
    return options.texts();
  }

  private static void carrier(JsonBody options, String name) {
    String code = options.optional(name, 3);
    if (!code.isEmpty() && Carrier.of(code).isEmpty()) {
      throw Refusals.parameter(name, "통신사 코드가 아닙니다.");
    }
  }

  private static void easyPay(JsonBody options) {
    MobiliansEasyPay pay =
        MobiliansEasyPay.of(options.required("ep_code", 3))
            .orElseThrow(() -> Refusals.parameter("ep_code", "지원하지 않는 간편결제입니다."));
    if (pay == MobiliansEasyPay.SSG) {
      options.required("ep_no", 11);
    }
    if (pay == MobiliansEasyPay.NAV && options.optional("ep_pay_type", 1).equals("P")) {
      options.required("ep_issue_type", 1);
      options.required("ep_issue_no", 11);
    }
  }

  private static void transfer(JsonBody body, JsonBody options) {
    if (!options.optional("ra_direct", 1).equals("Y")) {
      return;
    }
    if (options.optional("ra_escrow", 1).equals("Y")) {
      body.required("user_email", 30);
      options.required("ra_escrow_phone_no", 20);
      options.required("ra_escrow_password", 20);
    }
    if (options.optional("ra_cash_receipt", 1).equals("Y")) {
      options.required("ra_issue_type", 1);
      options.required("ra_issue_no", 20);
    }
  }

  /** Checks a virtual account: its deadline is at most seven days from today. */
  private static void account(JsonBody options, Instant now) {
    String bank = options.optional("va_bank_code", 3);
    if (!bank.isEmpty() && Bank.of(bank).isEmpty()) {
      throw Refusals.parameter("va_bank_code", "은행 코드가 아닙니다.");
    }
    String closure = day(options, "va_deposit_closure");
    if (closure.compareTo(KoreanTime.day(now)) < 0
        || closure.compareTo(KoreanTime.dayAfter(now, LONGEST_DEPOSIT_DAYS)) > 0) {
      throw Refusals.parameter("va_deposit_closure", "오늘부터 7일 이내여야 합니다.");
    }
    if (day(options, "va_account_closure").compareTo(closure) < 0) {
      throw Refusals.parameter("va_account_closure", "입금 기한보다 빠릅니다.");
    }
  }

  private static String day(JsonBody options, String name) {
    String day = options.required(name, 8);
    if (!day.matches("20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")) {
      throw Refusals.parameter(name, "yyyyMMdd 형식이 아닙니다.");
    }
    return day;
  }
}

package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.Bank;
import dev.naru.pg.mobilians.emulator.wire.CardCompany;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.KoreanTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of results, for the browser and for the approval's answer (protocols/mobilians.md
 * §2.6).
 */
public final class ResultFields {

  /** The message of a success. */
  public static final String OK = "정상처리 되었습니다.";

  /**
   * The fields that recorded posts of the browser have and the notice of the same payment lacks.
   */
  private static final Set<String> ONLY_IN_POSTS =
      Set.of(
          "fwd_hash",
          "FwdNotiurl",
          "comm_id",
          "transaction_id",
          "user_email",
          "multi_payment_list",
          "jeus.servlet.request.decodedRequestURI");

  private final NumberGenerator numbers;

  public ResultFields(NumberGenerator numbers) {
    this.numbers = numbers;
  }

  /** The browser's post of a hybrid window: authenticated, nothing charged. */
  public Map<String, String> authenticated(Trade trade) {
    var f = common(trade, "0000", OK);
    f.put("sign_date", KoreanTime.stamp(Instant.ofEpochMilli(trade.authenticatedMs())));
    f.putAll(method(trade, false));
    noise(f, trade);
    return f;
  }

  /**
   * The browser's post of a window that has also approved.
   *
   * @param approval the approval's answer
   */
  public Map<String, String> paid(Trade trade, Map<String, String> approval) {
    var f = told(trade, approval);
    noise(f, trade);
    return f;
  }

  /**
   * The server's notice of a window that has also approved: 21 fields for a phone's payment, with
   * the same {@code hmac} and {@code hmac2} as the browser's post (§2.6).
   *
   * @param post the browser's post, as {@link #paid} made it
   */
  public static Map<String, String> notice(Map<String, String> post) {
    var f = new LinkedHashMap<>(post);
    f.keySet().removeAll(ONLY_IN_POSTS);
    return f;
  }

  private static Map<String, String> told(Trade trade, Map<String, String> approval) {
    RegisteredOrder order = trade.order();
    var f = new LinkedHashMap<>(approval);
    f.remove("mobil_id");
    f.remove("transaction_id");
    f.put("mstr", order.mstr());
    f.put("time_stamp", order.timeStamp());
    if (order.cash() == CashCode.MC) {
      f.put("phone_no", trade.entered("phone"));
      if (!order.issuesKey()) {
        f.put("mc_user_key", "");
      }
    }
    return f;
  }

  /** The browser's post of a failure. */
  public Map<String, String> failed(Trade trade, String code, String message) {
    var f = common(trade, code, message);
    f.put("sign_date", "");
    noise(f, trade);
    return f;
  }

  /**
   * The approval's answer.
   *
   * @param amount the charged amount in won
   * @param withMethod false for a repeated approval, whose method's fields are empty
   */
  static Map<String, String> approval(
      Trade trade, String code, String message, long amount, boolean withMethod) {
    RegisteredOrder order = trade.order();
    var f = new LinkedHashMap<String, String>();
    f.put("code", code);
    f.put("message", message);
    f.put("sid", order.sid());
    f.put("tid", trade.tid());
    f.put("sign_date", trade.entered("sign_date"));
    f.put("trade_id", order.tradeId());
    f.put("cash_code", order.cash().name());
    f.put("pay_token", trade.payToken());
    f.put("mobil_id", trade.payToken());
    f.put("product_name", order.productName());
    f.put("amount", Long.toString(amount));
    f.put("deposit", deposit(order));
    f.put("hmac", order.hmac());
    if (order.cash() == CashCode.MC) {
      f.put("transaction_id", trade.entered("transaction_id"));
    }
    method(trade, true).forEach((name, value) -> f.put(name, withMethod ? value : ""));
    return f;
  }

  private static Map<String, String> common(Trade trade, String code, String message) {
    RegisteredOrder order = trade.order();
    var f = new LinkedHashMap<String, String>();
    f.put("code", code);
    f.put("message", message);
    f.put("sid", order.sid());
    f.put("tid", trade.tid());
    f.put("trade_id", order.tradeId());
    f.put("cash_code", order.cash().name());
    f.put("pay_token", trade.payToken());
    f.put("amount", Long.toString(order.amount()));
    f.put("product_name", order.productName());
    f.put("mstr", order.mstr());
    f.put("deposit", deposit(order));
    f.put("hmac", order.hmac());
    f.put("time_stamp", order.timeStamp());
    return f;
  }

  private static String deposit(RegisteredOrder order) {
    return order.deposit() == 0 ? "" : Long.toString(order.deposit());
  }

  /** Adds fields that the real wire has and no document explains (§2.6, §8). */
  private void noise(Map<String, String> f, Trade trade) {
    RegisteredOrder order = trade.order();
    f.put("hmac2", numbers.hmac2());
    f.put("fwd_hash", numbers.forwardHash());
    f.put("FwdNotiurl", order.notiUrl());
    f.put("comm_id", "000");
    f.put("transaction_id", "");
    f.put("user_id", order.userId());
    f.put("user_name", order.userName());
    f.put("user_email", order.userEmail());
    f.put("multi_payment_list", "");
    f.put("jeus.servlet.request.decodedRequestURI", "/MUP/api/result.mcash");
  }

  private static Map<String, String> method(Trade trade, boolean approved) {
    var f = new LinkedHashMap<String, String>();
    switch (trade.order().cash()) {
      case MC -> phone(trade, approved, f);
      case CN -> card("cn_", trade, approved, f);
      case EP -> card("ep_", trade, approved, f);
      case RA -> {
        f.put("ra_bill_yn", "N");
        f.put("ra_reference_key", trade.entered("reference_key"));
        if (approved) {
          f.put("bank_name", bank(trade).korean());
          f.put("cash_receipt", trade.entered("receipt"));
        }
      }
      case VA -> {
        f.put("va_name", trade.entered("holder"));
        f.put("va_bill_yn", "N");
        f.put("va_reference_key", trade.entered("reference_key"));
        if (approved) {
          f.put("bank_code", bank(trade).shortCode());
          f.put("account_no", trade.entered("account_no"));
          f.put("deposit_closure", trade.order().option("va_deposit_closure"));
          f.put("cash_receipt", trade.entered("receipt"));
        }
      }
    }
    return f;
  }

  private static void phone(Trade trade, boolean approved, Map<String, String> f) {
    f.put("mc_user_key", trade.entered("user_key"));
    if (!approved) {
      f.put("phone_no", trade.entered("phone"));
    }
    f.put("mc_simple_key", "");
    f.put("mc_bill_key", approved ? trade.entered("bill_key") : "");
  }

  private static void card(String prefix, Trade trade, boolean approved, Map<String, String> f) {
    CardCompany company = CardCompany.of(trade.entered("card")).orElse(CardCompany.SHN);
    boolean noCard = !trade.entered("paid_with").equals("C");
    f.put(prefix + "installment", trade.entered("months"));
    f.put(prefix + "card_name", noCard ? "" : company.korean());
    f.put(prefix + "coupon_price", "0");
    f.put(prefix + "pay_method", trade.entered("paid_with"));
    if (prefix.equals("cn_")) {
      f.put("cn_own_cd", "0");
      f.put("cn_bill_key", approved ? trade.entered("bill_key") : "");
    }
    if (approved) {
      f.put(prefix + "card_no", noCard ? "" : trade.entered("masked"));
      f.put(prefix + "card_code", noCard ? "" : company.code());
      f.put(prefix + "appr_no", trade.entered("approval_number"));
      f.put(prefix + "bill_yn", "N");
    }
  }

  /** The card's fields in the answer to a charge by key. */
  static Map<String, String> keyCard(BillKey key, String approvalNumber) {
    CardCompany company =
        CardCompany.of(key.card().getOrDefault("card", "")).orElse(CardCompany.SHN);
    var f = new LinkedHashMap<String, String>();
    f.put("cn_installment", "00");
    f.put("cn_card_name", company.korean());
    f.put("cn_coupon_price", "0");
    f.put("cn_pay_method", "");
    f.put("cn_own_cd", "0");
    f.put("cn_bill_key", key.key());
    f.put("cn_card_no", key.card().getOrDefault("masked", ""));
    f.put("cn_card_code", company.code());
    f.put("cn_bill_yn", "N");
    f.put("cn_appr_no", approvalNumber);
    return f;
  }

  private static Bank bank(Trade trade) {
    return Bank.of(trade.entered("bank")).orElseThrow();
  }
}

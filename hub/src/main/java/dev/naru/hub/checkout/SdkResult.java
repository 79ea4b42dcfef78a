package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The result of a payment as a shop's page gets it: by callback (spec/javascript-sdk.md §5) or in
 * the query of {@code m_redirect_url} (§6). The same payment always gives the same result (G08).
 *
 * @param failure the reason of the failure; null when the payment succeeded
 * @param details the callback's further members
 * @param minimal whether the setting {@code sdk.result_profile} is {@code new_minimal}
 */
record SdkResult(
    @Nullable String paymentNumber,
    String orderNumber,
    @Nullable Refusal failure,
    Map<String, @Nullable Object> details,
    boolean minimal) {

  static final String LEFT_BY_BUYER = "사용자가 결제를 취소하셨습니다";

  /** The form of the hub's own error codes, whose texts are complete and get no prefix. */
  private static final Pattern OURS = Pattern.compile("F[0-9]{4}");

  private static final String STOPPED_BY_MERCHANT = "고객사 요청에 의해 결제를 중단합니다.";

  /** The result of a refused request, for which neither a window nor a payment exists. */
  static SdkResult refused(
      @Nullable Merchant merchant,
      RequestPayParam param,
      String orderNumber,
      @Nullable String provider,
      Refusal refusal) {
    return new SdkResult(
        null,
        orderNumber,
        refusal,
        failureDetails(param.payMethod(), provider),
        merchant != null && isMinimal(merchant));
  }

  /** The result of a payment; empty while it is ready or being approved. */
  static Optional<SdkResult> of(Merchant merchant, CheckoutSession session, Payment payment) {
    return switch (payment.state()) {
      case READY, APPROVING -> Optional.empty();
      case AWAITING_DEPOSIT, PAID, CANCELLED -> Optional.of(success(merchant, session, payment));
      case FAILED -> Optional.of(failed(merchant, payment, failure(session, payment)));
    };
  }

  /**
   * The result for a shop that can't be kept waiting while the outcome is unknown. The buyer may
   * have been charged, so the text warns against paying again. The merchant's server learns the
   * final outcome by webhook.
   */
  static SdkResult unresolved(Merchant merchant, Payment payment) {
    return failed(
        merchant,
        payment,
        new Refusal(
            "F0004",
            "F0004:결제 결과를 확인하고 있습니다. 다시 결제하지 마시고 상점의 주문 내역에서 결과를 확인해 주세요.("
                + payment.paymentNumber()
                + ")"));
  }

  boolean success() {
    return failure == null;
  }

  /** The object that a callback gets. */
  Map<String, @Nullable Object> callback() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (!minimal) {
      object.put("success", success());
      object.put("imp_success", success());
    }
    object.put("imp_uid", paymentNumber);
    object.put("merchant_uid", orderNumber);
    if (!minimal) {
      object.putAll(details);
    }
    if (failure != null) {
      object.put("error_code", failure.code());
      object.put("error_msg", failure.text());
    }
    return object;
  }

  /** The query values that are added to the address that the buyer is sent to. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    if (paymentNumber != null) {
      query.put("imp_uid", paymentNumber);
    }
    query.put("merchant_uid", orderNumber);
    query.put("imp_success", Boolean.toString(success()));
    if (failure != null) {
      query.put("error_code", failure.code());
      query.put("error_msg", failure.text());
    }
    return query;
  }

  private static SdkResult success(Merchant merchant, CheckoutSession session, Payment payment) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>();
    Outcome.CardUsed card = payment.card();
    Payment.Account account = payment.account();
    more.put("pay_method", payment.method().code());
    more.put("pg_provider", payment.provider());
    more.put("pg_type", "payment");
    more.put("pg_tid", payment.pgTid());
    more.put("name", payment.name());
    more.put("paid_amount", payment.amount().minor());
    more.put("currency", payment.amount().currency());
    // The payment may have been deposited or cancelled since, but a result never changes (G08).
    PaymentState first = account == null ? PaymentState.PAID : PaymentState.AWAITING_DEPOSIT;
    more.put("status", first.v1Status());
    more.put("apply_num", payment.applyNum());
    more.put("buyer_name", payment.buyer().name());
    more.put("buyer_email", payment.buyer().email());
    more.put("buyer_tel", payment.buyer().tel());
    more.put("buyer_addr", payment.buyer().addr());
    more.put("buyer_postcode", payment.buyer().postcode());
    more.put("custom_data", customData(session, payment.customData()));
    Instant paidAt = account == null ? payment.paidAt() : null;
    more.put("paid_at", paidAt == null ? 0 : paidAt.getEpochSecond());
    more.put("receipt_url", payment.receiptUrl());
    more.put("card_name", card == null ? null : card.name());
    more.put("card_number", card == null ? null : card.maskedNumber());
    more.put("card_quota", card == null ? 0 : card.quotaMonths());
    more.put("bank_name", payment.bank() == null ? null : payment.bank().name());
    if (account != null) {
      more.put("vbank_num", account.number());
      more.put("vbank_name", account.bank().name());
      more.put("vbank_holder", account.holder());
      more.put("vbank_date", account.due().getEpochSecond());
    }
    if (payment.embPgProvider() != null) {
      more.put("emb_pg_provider", payment.embPgProvider());
    }
    if (payment.customerKey() != null) {
      more.put("customer_uid", payment.customerKey());
    }
    return new SdkResult(
        payment.paymentNumber(), payment.orderNumber(), null, more, isMinimal(merchant));
  }

  private static SdkResult failed(Merchant merchant, Payment payment, Refusal refusal) {
    return new SdkResult(
        payment.paymentNumber(),
        payment.orderNumber(),
        refusal,
        failureDetails(payment.method().code(), payment.provider()),
        isMinimal(merchant));
  }

  private static Refusal failure(CheckoutSession session, Payment payment) {
    String code = payment.failCode() == null ? "" : payment.failCode();
    String text = payment.failReason() == null ? "" : payment.failReason();
    if (session.ending() == CheckoutSession.Ending.LEFT || code.equals(Approval.LEFT_BY_BUYER)) {
      return new Refusal("F0005", LEFT_BY_BUYER);
    }
    if (OURS.matcher(code).matches()) {
      return new Refusal(code, text);
    }
    if (text.startsWith(STOPPED_BY_MERCHANT)) {
      return new Refusal(code.isEmpty() ? "F0005" : code, text);
    }
    if (session.ending() == CheckoutSession.Ending.NOT_AUTHENTICATED) {
      return new Refusal(
          "F0005",
          "F0005:결제가 중단되었습니다(" + payment.paymentNumber() + ")." + joined(code, " | ", text));
    }
    return new Refusal(
        code.isEmpty() ? "F0004" : code,
        "F0004:PG사 결제요청에 실패하여 중단합니다.(" + payment.paymentNumber() + ") " + joined(code, ", ", text));
  }

  /** The code and the text, or the text alone, since some PGs send no code. */
  private static String joined(String code, String between, String text) {
    return code.isEmpty() ? text : code + between + text;
  }

  private static Map<String, @Nullable Object> failureDetails(
      String payMethod, @Nullable String provider) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>();
    more.put("pay_method", payMethod);
    more.put("pg_provider", provider);
    more.put("pg_type", "payment");
    return more;
  }

  private static @Nullable Object customData(CheckoutSession session, @Nullable String stored) {
    if (stored == null || session.terms().customDataWasText()) {
      return stored;
    }
    try {
      return ParamReader.JSON.readTree(stored);
    } catch (JacksonException e) {
      return stored;
    }
  }

  private static boolean isMinimal(Merchant merchant) {
    return merchant.settings().get(Setting.SDK_RESULT_PROFILE).equals("new_minimal");
  }
}

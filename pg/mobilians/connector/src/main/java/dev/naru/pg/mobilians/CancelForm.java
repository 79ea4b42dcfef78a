package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import dev.naru.pg.spi.PersistedAttempt;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The body of a cancel request (protocols/mobilians.md §2.9). It always has a digest. */
final class CancelForm {
  private static final int HOLDER_BYTES = 50;

  private CancelForm() {}

  static SequencedMap<String, Object> of(
      PersistedAttempt attempt,
      MobiliansSettings settings,
      CashCode cashCode,
      String payToken,
      CancelAmount amount) {
    String sid = attempt.channel().mid();
    String sent = Long.toString(amount.sentKrw());
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("sid", sid);
    body.put("trade_id", attempt.pgOrderNumber());
    body.put("cash_code", cashCode.name());
    body.put("pay_token", payToken);
    body.put("amount", sent);
    body.put("cancel_type", "C");
    body.put("part_cancel", amount.part() ? "Y" : "N");
    body.put(
        "hmac",
        new MobiliansSigner(settings.linkKey())
            .cancellation(sid, attempt.pgOrderNumber(), payToken, sent));
    return body;
  }

  /** Adds the account that a deposit is refunded to; {@code amount} stays the payment's total. */
  static void refundTo(
      SequencedMap<String, Object> body, RefundAccount account, String bankCode, long amountKrw) {
    body.put("cancel_type", "R");
    body.put("bank_code", bankCode);
    body.put("account_no", account.number().replaceAll("[^0-9]", ""));
    body.put("account_name", KoreanText.fit(account.holder(), HOLDER_BYTES).strip());
    body.put("refund_amount", Long.toString(amountKrw));
  }

  /** Adds the tax parts of a card payment's partial cancel; KG accepts all five fields or none. */
  static void tax(SequencedMap<String, Object> body, Tax tax) {
    body.put("cn_tax_ver", "CPLX");
    body.put("bill_type", tax.billType());
    body.put("tax", Long.toString(tax.vat()));
    body.put("tax_free", Long.toString(tax.taxFree()));
    body.put("tax_amount", Long.toString(tax.supply()));
  }
}

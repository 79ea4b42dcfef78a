package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.kit.PageTexts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sales slip or cash receipt shows.
 *
 * @param lines value by label, in order; empty when there is no such receipt
 */
public record ReceiptView(PageTexts texts, String title, Map<String, String> lines) {

  /** The page of an unknown charge. */
  static ReceiptView missing() {
    PageTexts w = InicisTexts.in("ko");
    return new ReceiptView(w, w.t("receipt.card"), Map.of());
  }

  /**
   * The page of a charge.
   *
   * @param cash whether it is the cash receipt, which has no lines when none was issued
   */
  static ReceiptView of(Charge charge, boolean cash) {
    PageTexts w = InicisTexts.in("ko");
    ChargeDetails details = ChargeDetails.of(charge);
    boolean issued = !details.own("receiptApproval").isEmpty() && charge.status().equals("paid");
    if (cash && !issued) {
      return new ReceiptView(w, w.t("receipt.cash"), Map.of());
    }
    var lines = new LinkedHashMap<String, String>();
    lines.put(w.t("goods"), details.goods());
    lines.put(w.t("amount"), w.won(charge.amount()));
    if (charge.cancelledAmount() > 0) {
      lines.put(w.t("receiptCancelled"), w.won(charge.cancelledAmount()));
    }
    if (cash) {
      lines.put(w.t("receiptKind"), w.t(kind(details)));
      lines.put(w.t("receiptApproval"), details.own("receiptApproval"));
    } else {
      paid(lines, charge, details, w);
    }
    lines.put(
        w.t("receiptDate"), InicisTexts.minute(details.at()) + ":" + details.at().substring(12));
    lines.put(w.t("shop"), charge.mid());
    lines.put(w.t("receiptOrder"), charge.orderId());
    lines.put(w.t("receiptTid"), charge.tid());
    String title = cash ? "receipt.cash" : "receipt." + title(details);
    return new ReceiptView(w, w.t(title), lines);
  }

  private static String title(ChargeDetails details) {
    return details.method() == Method.CARD ? "card" : "other";
  }

  private static String kind(ChargeDetails details) {
    return details.own("receipt").equals(MethodForm.EXPENSE) ? "receipt.expense" : "receipt.income";
  }

  private static void paid(
      Map<String, String> lines, Charge charge, ChargeDetails details, PageTexts w) {
    lines.put(
        w.t("method"),
        InicisEasyPay.ofCode(details.easyPay())
            .map(InicisEasyPay::korean)
            .orElse(w.t(details.method().key())));
    switch (details.method()) {
      case CARD -> {
        lines.put(
            w.t("receiptCard"),
            details.card().name() + " · " + w.instalments(details.card().months()));
        lines.put(w.t("receiptNumber"), details.card().masked());
        if (!details.approvalNumber().isEmpty()) {
          lines.put(w.t("receiptApproval"), details.approvalNumber());
        }
      }
      case BANK -> lines.put(w.t("bank"), details.bankName() + " · " + details.own("holder"));
      case VBANK -> {
        lines.put(w.t("account"), details.bankName() + " " + details.own("account"));
        lines.put(w.t("payer"), details.own("payer"));
        lines.put(w.t("deadline"), InicisTexts.minute(details.own("deadline")));
        lines.put(
            w.t("receiptState"),
            w.t(
                switch (charge.status()) {
                  case "waiting" -> "stateWaiting";
                  case "paid" -> "statePaid";
                  default -> "stateCancelled";
                }));
      }
      case PHONE ->
          lines.put(
              w.t("phone"),
              w.t("carrier." + details.own("carrier"))
                  + " "
                  + details.own("phone").replaceAll("(\\d{3})\\d+(\\d{4})", "$1-****-$2"));
      case CULTURE, HAPPY_MONEY, BOOK -> lines.put(w.t("user"), details.own("user"));
      case SMART_CULTURE -> lines.put(w.t("pin"), details.own("pin"));
    }
  }
}

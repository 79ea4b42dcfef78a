package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Charge;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the sales slip shows: label to value, in order. */
public record ReceiptView(Words words, Map<String, String> lines) {

  static ReceiptView missing() {
    return new ReceiptView(Words.in("ko"), Map.of());
  }

  static ReceiptView of(Charge charge) {
    Words w = Words.in("ko");
    CardDetails card = CardDetails.of(charge);
    var lines = new LinkedHashMap<String, String>();
    lines.put(w.t("goods"), card.goods());
    lines.put(w.t("amount"), w.won(charge.amount()));
    if (charge.cancelledAmount() > 0) {
      lines.put(w.t("receiptCancelled"), w.won(charge.cancelledAmount()));
    }
    lines.put(w.t("receiptCard"), card.cardName() + " · " + w.months(card.months()));
    lines.put(w.t("receiptNumber"), card.maskedCard());
    lines.put(w.t("receiptApproval"), card.approvalNumber());
    lines.put(
        w.t("receiptDate"),
        card.at().replaceAll("(....)(..)(..)(..)(..)(..)", "$1-$2-$3 $4:$5:$6"));
    lines.put(w.t("shop"), charge.mid());
    lines.put(w.t("receiptOrder"), charge.orderId());
    lines.put(w.t("receiptTid"), charge.tid());
    return new ReceiptView(w, lines);
  }
}

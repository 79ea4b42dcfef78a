package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A phone's billing-key windows (protocols/inicis.md §5.1, §5.2). The price is shown at most, never
 * charged; 0 is sent as 0.
 */
final class KeyForm {
  private KeyForm() {}

  /** {@code inibill_card.jsp}. Its charset is inferred from the mobile window's. */
  static PgWindow.Posted old(PersistedAttempt attempt, WindowRequest request, String timestamp) {
    String mid = attempt.channel().mid();
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("mid", mid);
    form.put("authtype", authType(request));
    form.put("orderid", attempt.pgOrderNumber());
    form.put("price", price(attempt));
    form.put("timestamp", timestamp);
    form.put("hashdata", signer(attempt).iniLite(mid, attempt.pgOrderNumber(), timestamp));
    form.put("goodname", goods(attempt, request));
    form.put("buyername", Buyer.rawSafeName(request.buyer()));
    form.put("buyertel", Buyer.tel(request.buyer()));
    Buyer.email(request.buyer()).ifPresent(email -> form.put("buyeremail", email));
    form.put("returnurl", request.addresses().returnUrl().toString());
    Buyer.period(request, "").ifPresent(period -> form.put("period", period));
    return new PgWindow.Posted(form, new InicisHosts(attempt.channel()).iniLiteWindow(), "euc-kr");
  }

  /** {@code /pay/card/billing}. The hash's name is spelled as in the official sample. */
  static PgWindow.Posted current(
      PersistedAttempt attempt, WindowRequest request, String timestamp) {
    String mid = attempt.channel().mid();
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("mid", mid);
    form.put("buyerName", Buyer.rawSafeName(request.buyer()));
    form.put("buyerTel", Buyer.tel(request.buyer()));
    form.put("buyerEmail", Buyer.emailOrPlaceholder(request.buyer()));
    form.put("goodName", goods(attempt, request));
    form.put("orderId", attempt.pgOrderNumber());
    form.put("price", price(attempt));
    form.put("timestamp", timestamp);
    form.put("returnUrl", request.addresses().returnUrl().toString());
    form.put(
        "hashData",
        signer(attempt).iniLitePay(price(attempt), mid, attempt.pgOrderNumber(), timestamp));
    return new PgWindow.Posted(
        form, new InicisHosts(attempt.channel()).iniLitePayWindow(), "utf-8");
  }

  /** {@code 01} asks for number, expiry and birth date only (spec/pg-rules.md §2.3). */
  private static String authType(WindowRequest request) {
    return request.bypass().get("inicis") instanceof Map<?, ?> inicis
            && "01".equals(inicis.get("authtype"))
        ? "01"
        : "D";
  }

  private static String goods(PersistedAttempt attempt, WindowRequest request) {
    String safe = WireText.rawSafe(Buyer.goods(request)).strip();
    return WireText.cut(safe.isEmpty() ? attempt.pgOrderNumber() : safe, 40);
  }

  private static String price(PersistedAttempt attempt) {
    return Long.toString(attempt.amount().minor());
  }

  private static InicisSigner signer(PersistedAttempt attempt) {
    return new InicisSigner(InicisSettings.of(attempt.channel()));
  }
}

package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The mobile window's form (protocols/inicis.md §4.1). What buyer and shop wrote is made safe for
 * the raw answers of this flow (§4.4).
 */
final class MobileForm {
  private static final String ACCEPT_CHARSET = "euc-kr";
  private static final int NOTI_BYTES = 800;

  private MobileForm() {}

  static PgWindow.Posted of(PersistedAttempt attempt, WindowRequest request, String timestamp) {
    InicisSettings settings = InicisSettings.of(attempt.channel());
    String oid = attempt.orderId();
    String amount = Long.toString(attempt.amount().minor());

    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("P_INI_PAYMENT", "CARD");
    form.put("P_MID", attempt.channel().mid());
    form.put("P_OID", oid);
    form.put("P_AMT", amount);
    form.put("P_GOODS", WireText.cut(orElse(safe(Buyer.goods(request)), oid), 80));
    form.put("P_UNAME", WireText.cut(orElse(safe(Buyer.name(request)), "구매자"), 30));
    form.put("P_MOBILE", Buyer.tel(request));
    Buyer.email(request).ifPresent(email -> form.put("P_EMAIL", email));
    form.put("P_NEXT_URL", request.returnUrl().toString());
    form.put("P_NOTI", WireText.cut(safe(request.merchantUid()), NOTI_BYTES));
    form.put("P_CHARSET", "utf8");
    form.put("P_TIMESTAMP", timestamp);
    form.put("P_CHKFAKE", new InicisSigner(settings).chkFake(amount, oid, timestamp));
    CardQuota.mobile(request.cardQuota(), attempt.amount().minor(), settings.cardQuotaSingleValue())
        .ifPresent(months -> form.put("P_QUOTABASE", months));
    Tax.of(request)
        .ifPresent(
            tax -> {
              tax.vat().ifPresent(vat -> form.put("P_TAX", vat));
              form.put("P_TAXFREE", tax.taxFree());
            });
    Bypass.payshotKey(request, "P_PAYSHOT_KEY").ifPresent(key -> form.put("P_PAYSHOT_KEY", key));
    form.put("P_RESERVED", String.join("&", reserved(request)));
    return new PgWindow.Posted(
        form, new InicisHosts(attempt.channel()).mobileWindow(), ACCEPT_CHARSET);
  }

  /** Our own options first (§4.2); the twotrs ones keep old MIDs from charging in one step. */
  private static List<String> reserved(WindowRequest request) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "centerCd=Y",
                "amt_hash=Y",
                "below1000=Y",
                "twotrs_isp=Y",
                "block_isp=Y",
                "twotrs_isp_noti=N"));
    if (request.escrow()) {
      options.add("useescrow=Y");
    }
    Bypass.appScheme(request).ifPresent(scheme -> options.add("app_scheme=" + scheme));
    options.addAll(Bypass.reserved(request));
    return options;
  }

  private static String safe(String text) {
    return WireText.rawSafe(text).strip();
  }

  private static String orElse(String text, String fallback) {
    return text.isEmpty() ? fallback : text;
  }
}

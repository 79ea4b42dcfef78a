package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The form of the mobile window (protocols/inicis.md §4.1). Texts of the buyer and the shop are
 * made safe for this flow's unencoded answers (§4.4).
 */
final class MobileForm {
  private static final String ACCEPT_CHARSET = "euc-kr";
  private static final int NOTI_BYTES = 800;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");

  private MobileForm() {}

  /**
   * The form that opens the window.
   *
   * @param due the deadline of a virtual account, in Korean time
   */
  static PgWindow.Posted of(
      PersistedAttempt attempt,
      WindowRequest request,
      WindowOrder order,
      String timestamp,
      LocalDateTime due) {
    InicisSettings settings = InicisSettings.of(attempt.channel());
    String oid = attempt.pgOrderNumber();
    String amount = Long.toString(attempt.amount().minor());

    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("P_INI_PAYMENT", order.method().mobile());
    form.put("P_MID", attempt.channel().mid());
    form.put("P_OID", oid);
    form.put("P_AMT", amount);
    form.put("P_GOODS", WireText.cut(orElse(safe(BuyerFields.goods(request)), oid), 80));
    form.put("P_UNAME", BuyerFields.rawSafeName(request.buyer()));
    form.put("P_MOBILE", BuyerFields.tel(request.buyer()));
    BuyerFields.email(request.buyer()).ifPresent(email -> form.put("P_EMAIL", email));
    form.put("P_NEXT_URL", request.addresses().returnUrl().toString());
    form.put("P_NOTI", WireText.cut(safe(request.orderNumber()), NOTI_BYTES));
    form.put("P_CHARSET", "utf8");
    form.put("P_TIMESTAMP", timestamp);
    form.put("P_CHKFAKE", new InicisSigner(settings).chkFake(amount, oid, timestamp));
    switch (order.method()) {
      case VBANK -> {
        form.put("P_NOTI_URL", request.addresses().noticeUrl().toString());
        form.put("P_VBANK_DT", DAY.format(due));
        if (!OpenWindow.isEndOfDay(due)) {
          form.put("P_VBANK_TM", TIME.format(due));
        }
      }
      case PHONE ->
          form.put("P_HPP_METHOD", settings.sellsContentsByPhone(request.digital()) ? "1" : "2");
      default -> {
        // These methods have no field of their own. P_NOTI_URL is left out, because old MIDs would
        // send notices of card payments to it as well.
      }
    }
    BuyerFields.period(request, "").ifPresent(period -> form.put("P_OFFER_PERIOD", period));
    CardFields terms = new CardFields(request.cards(), attempt.amount().minor());
    if (order.method().isCard()) {
      CardQuota.mobile(request.cards().quotas(), attempt.amount().minor())
          .ifPresent(months -> form.put("P_QUOTABASE", months));
      terms.only().ifPresent(codes -> form.put("P_ONLY_CARDCODE", codes));
    }
    Tax.of(request.vatAmount(), request.taxFree())
        .ifPresent(tax -> {
          tax.vat().ifPresent(vat -> form.put("P_TAX", vat));
          form.put("P_TAXFREE", tax.taxFree());
        });
    Bypass.payshotKey(request, "P_PAYSHOT_KEY").ifPresent(key -> form.put("P_PAYSHOT_KEY", key));
    form.put("P_RESERVED", String.join("&", reserved(request, order, terms)));
    return new PgWindow.Posted(
        form, new InicisHosts(attempt.channel()).mobileWindow(), ACCEPT_CHARSET);
  }

  /**
   * The hub's options, then the shop's (§4.2). The twotrs options keep old MIDs from charging in
   * one step, without an approval request.
   */
  private static List<String> reserved(WindowRequest request, WindowOrder order, CardFields terms) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "centerCd=Y",
                "amt_hash=Y",
                "below1000=Y",
                "twotrs_isp=Y",
                "block_isp=Y",
                "twotrs_isp_noti=N"));
    order.method().mobileOption().ifPresent(options::add);
    if (order.method() == InicisMethod.VBANK) {
      options.add("vbank_receipt=Y");
    }
    if (order.method() == InicisMethod.TRANS) {
      options.add("twotrs_bank=Y");
    }
    if (request.escrow()) {
      options.add("useescrow=Y");
    }
    if (order.method().isCard()) {
      terms
          .direct()
          .ifPresent(card -> {
            options.add("d_card=" + card.inicisCode());
            options.add("d_quota=" + card.quotaMonths());
          });
      terms
          .interestFreeMobile()
          .ifPresent(months -> {
            options.add("merc_noint=Y");
            options.add("noint_quota=" + months);
          });
    }
    Bypass.appScheme(request).ifPresent(scheme -> options.add("app_scheme=" + scheme));
    Bypass.reserved(request).stream().filter(it -> !options.contains(it)).forEach(options::add);
    return options;
  }

  private static String safe(String text) {
    return WireText.rawSafe(text).strip();
  }

  private static String orElse(String text, String fallback) {
    return text.isEmpty() ? fallback : text;
  }
}

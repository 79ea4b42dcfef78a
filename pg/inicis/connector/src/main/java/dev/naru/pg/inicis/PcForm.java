package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** The form of the PC window (protocols/inicis.md §3.2). */
final class PcForm {
  private static final String OPEN = "INIStdPay.pay";
  private static final int MERCHANT_DATA_BYTES = 2000;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

  private PcForm() {}

  /**
   * The form that opens the window.
   *
   * @param due the deadline of a virtual account, in Korean time
   */
  static PgWindow.Scripted of(
      PersistedAttempt attempt,
      WindowRequest request,
      WindowOrder order,
      String timestamp,
      LocalDateTime due) {
    InicisSettings settings = InicisSettings.of(attempt.channel());
    InicisSigner signer = new InicisSigner(settings);
    String oid = attempt.pgOrderNumber();
    String price = Long.toString(attempt.amount().minor());

    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("version", "1.0");
    form.put("mid", attempt.channel().mid());
    form.put("oid", oid);
    form.put("price", price);
    form.put("timestamp", timestamp);
    form.put("use_chkfake", "Y");
    form.put("signature", signer.windowSignature(oid, price, timestamp));
    form.put("verification", signer.windowVerification(oid, price, timestamp));
    form.put("mKey", signer.mKey());
    form.put("currency", "WON");
    form.put("goodname", WireText.cutWithEllipsis(clean(BuyerFields.goods(request)), 40));
    form.put("buyername", WireText.cut(clean(BuyerFields.name(request.buyer())), 30));
    form.put("buyertel", BuyerFields.tel(request.buyer()));
    form.put("buyeremail", BuyerFields.emailOrPlaceholder(request.buyer()));
    form.put("returnUrl", request.addresses().returnUrl().toString());
    form.put("closeUrl", request.addresses().closeUrl().toString());
    form.put("gopaymethod", order.method().pc());
    form.put("acceptmethod", String.join(":", acceptMethod(request, order, settings, due)));
    form.put("payViewType", "overlay");
    form.put("charset", "UTF-8");
    form.put("languageView", request.language().equals("en") ? "en" : "ko");
    BuyerFields.period(request, "-").ifPresent(period -> form.put("offerPeriod", period));
    if (order.method().isCard() && !order.key()) {
      putCards(form, request, attempt.amount().minor());
    }
    if (!order.key()) {
      putTax(form, request);
    }
    form.put("merchantData", merchantData(request));
    Bypass.payshotKey(request, "ini_PAYSHOT_KEY")
        .ifPresent(key -> form.put("ini_PAYSHOT_KEY", key));

    InicisHosts hosts = new InicisHosts(attempt.channel());
    return new PgWindow.Scripted(form, hosts.pcScript(), OPEN, hosts.pcCloseScript());
  }

  /**
   * The hub's tokens, then the shop's (protocols/inicis.md §3.3). {@code cardonly} is set for
   * easy-pays only: with V1's {@code card} it would hide the easy-pays that the card window shows
   * (spec/pg-rules.md §2.1). {@code poptargetself} keeps the result inside the hub's page, which is
   * itself in a frame of the shop's.
   */
  private static List<String> acceptMethod(
      WindowRequest request, WindowOrder order, InicisSettings settings, LocalDateTime due) {
    List<String> tokens = new ArrayList<>();
    if (order.key()) {
      tokens.add("BILLAUTH(Card)");
    }
    tokens.addAll(List.of("centerCd(Y)", "below1000", "poptargetself"));
    if (order.method().isEasyPay()) {
      tokens.add("cardonly");
    }
    switch (order.method()) {
      case VBANK -> {
        tokens.add("vbank(" + (OpenWindow.isEndOfDay(due) ? DAY : DUE).format(due) + ")");
        tokens.add("va_receipt");
      }
      case PHONE ->
          tokens.add(settings.sellsContentsByPhone(request.digital()) ? "HPP(1)" : "HPP(2)");
      default -> {
        // These methods have no option of their own.
      }
    }
    if (request.escrow() && !order.key()) {
      tokens.add("useescrow");
    }
    tokens.addAll(Bypass.acceptMethod(request));
    return tokens;
  }

  private static void putCards(
      SequencedMap<String, String> form, WindowRequest request, long amountKrw) {
    CardQuota.pc(request.cards().quotas(), amountKrw)
        .ifPresent(months -> form.put("quotabase", months));
    CardFields terms = new CardFields(request.cards(), amountKrw);
    terms.interestFreePc().ifPresent(months -> form.put("nointerest", months));
    terms.only().ifPresent(codes -> form.put("ini_onlycardcode", codes));
    terms
        .direct()
        .ifPresent(card -> {
          form.put("ini_cardcode", card.inicisCode());
          form.put("ansim_quota", String.format(Locale.ROOT, "%02d", card.quotaMonths()));
        });
  }

  private static void putTax(SequencedMap<String, String> form, WindowRequest request) {
    Tax.of(request.vatAmount(), request.taxFree())
        .ifPresent(tax -> {
          tax.vat().ifPresent(vat -> form.put("tax", vat));
          form.put("taxfree", tax.taxFree());
        });
  }

  /** The order number for the echo field, which takes Korean only URL-encoded. */
  private static String merchantData(WindowRequest request) {
    String encoded = FormBody.encode(request.orderNumber());
    return encoded.length() <= MERCHANT_DATA_BYTES ? encoded : "";
  }

  private static String clean(String text) {
    return WireText.printable(text).strip();
  }
}

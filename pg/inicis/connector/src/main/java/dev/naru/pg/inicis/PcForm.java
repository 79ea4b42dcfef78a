package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The PC window's form (protocols/inicis.md §3.2). */
final class PcForm {
  private static final String OPEN = "INIStdPay.pay";
  private static final int MERCHANT_DATA_BYTES = 2000;

  private PcForm() {}

  static PgWindow.Scripted of(PersistedAttempt attempt, WindowRequest request, String timestamp) {
    InicisSettings settings = InicisSettings.of(attempt.channel());
    InicisSigner signer = new InicisSigner(settings);
    String oid = attempt.orderId();
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
    form.put("goodname", WireText.cutWithEllipsis(clean(Buyer.goods(request)), 40));
    form.put("buyername", WireText.cut(clean(Buyer.name(request)), 30));
    form.put("buyertel", Buyer.tel(request));
    form.put("buyeremail", Buyer.emailOrPlaceholder(request));
    form.put("returnUrl", request.returnUrl().toString());
    form.put("closeUrl", request.closeUrl().toString());
    form.put("gopaymethod", "Card");
    form.put("acceptmethod", String.join(":", acceptMethod(request)));
    form.put("payViewType", "overlay");
    form.put("charset", "UTF-8");
    form.put("languageView", request.language().equals("en") ? "en" : "ko");
    CardQuota.pc(request.cardQuota(), attempt.amount().minor(), settings.cardQuotaSingleValue())
        .ifPresent(months -> form.put("quotabase", months));
    putTax(form, request);
    form.put("merchantData", merchantData(request));
    Bypass.payshotKey(request, "ini_PAYSHOT_KEY")
        .ifPresent(key -> form.put("ini_PAYSHOT_KEY", key));

    InicisHosts hosts = new InicisHosts(attempt.channel());
    return new PgWindow.Scripted(form, hosts.pcScript(), OPEN, hosts.pcCloseScript());
  }

  /**
   * Our own tokens first (§3.3). {@code cardonly} is not among them: it would hide the easy-pays
   * that V1's {@code card} window shows (pg-rules §2.1). {@code poptargetself} keeps the result in
   * our page, which is itself inside a frame of the shop's.
   */
  private static List<String> acceptMethod(WindowRequest request) {
    List<String> tokens = new ArrayList<>(List.of("centerCd(Y)", "below1000", "poptargetself"));
    if (request.escrow()) {
      tokens.add("useescrow");
    }
    tokens.addAll(Bypass.acceptMethod(request));
    return tokens;
  }

  private static void putTax(SequencedMap<String, String> form, WindowRequest request) {
    Tax.of(request)
        .ifPresent(
            tax -> {
              tax.vat().ifPresent(vat -> form.put("tax", vat));
              form.put("taxfree", tax.taxFree());
            });
  }

  /** The echo takes no Korean unless it is URL-encoded. */
  private static String merchantData(WindowRequest request) {
    String encoded = FormBody.encode(request.merchantUid());
    return encoded.length() <= MERCHANT_DATA_BYTES ? encoded : "";
  }

  private static String clean(String text) {
    return WireText.printable(text).strip();
  }
}

package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The request that registers a payment (protocols/mobilians.md §2.3). Lengths are bytes in KG's
 * encoding.
 *
 * @param body the fields in the manual's order
 */
record Registration(SequencedMap<String, Object> body) {
  /** The length in bytes of the longest address that KG accepts. */
  static final int URL_BYTES = 128;

  private static final int NAME_BYTES = 50;
  private static final int SITE_BYTES = 20;
  private static final int USER_BYTES = 50;
  private static final int EMAIL_BYTES = 30;
  private static final int SCHEME_BYTES = 50;
  private static final int ECHO_BYTES = 200;

  static Registration of(
      PersistedAttempt attempt,
      WindowRequest request,
      CashCode cashCode,
      MobiliansSettings settings,
      Instant now) {
    WindowRequest.Addresses addresses = request.addresses();
    Bypass bypass = new Bypass(request);
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("sid", attempt.channel().mid());
    body.put("cash_code", cashCode.name());
    body.put("product_name", productName(request));
    body.put("trade_id", attempt.pgOrderNumber());
    body.put("site_url", siteUrl(settings, request));
    body.put("ok_url", addresses.returnUrl().toString());
    body.put("amount", amount(attempt, request, cashCode));
    body.put("call_type", "S");
    body.put("hybrid_pay", "Y");
    body.put("close_url", addresses.closeUrl().toString());
    if (cashCode == CashCode.VA) {
      body.put("noti_url", addresses.noticeUrl().toString());
    }
    putFitting(
        body, "user_id", request.customerId() == null ? "" : request.customerId(), USER_BYTES);
    body.put("user_name", KoreanText.fit(request.buyer().name(), USER_BYTES));
    putFitting(body, "user_email", request.buyer().email(), EMAIL_BYTES);
    body.put("time_stamp", KoreaTime.write(now));
    body.put("mstr", echo(request.orderNumber()));
    putFitting(
        body, "app_scheme", request.appScheme() == null ? "" : request.appScheme(), SCHEME_BYTES);
    body.putAll(bypass.look());
    if (!bypass.hidden().isEmpty()) {
      body.put("hidden_options", bypass.hidden());
    }
    body.put("pay_options", new PayOptions(attempt, request).of(cashCode, now));
    body.values().removeIf(""::equals);
    return new Registration(body);
  }

  /**
   * Adds the value if it fits. A value that doesn't fit is left out, since half an address or half
   * an identifier is worse than none.
   */
  private static void putFitting(
      SequencedMap<String, Object> body, String name, String value, int maxBytes) {
    String clean = KoreanText.fit(value, Integer.MAX_VALUE).strip();
    if (clean.equals(value.strip()) && KoreanText.bytes(clean) <= maxBytes) {
      body.put(name, clean);
    }
  }

  private static String productName(WindowRequest request) {
    String name = KoreanText.fit(request.name(), NAME_BYTES).strip();
    return name.isEmpty() ? KoreanText.fit(request.orderNumber(), NAME_BYTES) : name;
  }

  /**
   * The merchant's order number, for KG's admin pages; KG forbids {@code &} and {@code %} there.
   */
  static String echo(String orderNumber) {
    return "merchant_uid=" + KoreanText.fit(orderNumber, ECHO_BYTES).replaceAll("[&%|]", "");
  }

  /** The host of an address, also of one with an underscore, in which {@link URI} finds no host. */
  static String hostOf(URI address) {
    String authority = address.getAuthority();
    return address.getHost() != null
        ? address.getHost()
        : authority == null ? "" : authority.replaceFirst(":[0-9]*$", "");
  }

  /** The shop's address without its scheme, which would use eight of the twenty bytes. */
  private static String siteUrl(MobiliansSettings settings, WindowRequest request) {
    String site =
        settings.siteUrl().isEmpty() ? hostOf(request.addresses().returnUrl()) : settings.siteUrl();
    return KoreanText.fit(site.replaceFirst("^https?://", ""), SITE_BYTES);
  }

  /**
   * The amount with its tax parts, which only cards and easy-pays have; Payco and keys have none
   * (spec/pg-rules.md §4.1).
   */
  private static SequencedMap<String, Object> amount(
      PersistedAttempt attempt, WindowRequest request, CashCode cashCode) {
    long total = totalKrw(attempt, request);
    SequencedMap<String, Object> amount = new LinkedHashMap<>();
    amount.put("total", total);
    boolean taxed =
        cashCode == CashCode.CN
            || (cashCode == CashCode.EP
                && !request.method().equals(MobiliansEasyPay.PAYCO.method()));
    Tax tax = taxed ? Tax.of(total, request.taxFree(), request.vatAmount()) : null;
    if (tax != null && request.key() == null) {
      amount.put("tax", tax.vat());
      amount.put("tax_free", tax.taxFree());
      amount.put("supply_value", tax.supply());
    }
    return amount;
  }

  /** The amount to register, in won; 0 when only a key is wanted (spec/pg-rules.md §5 row C1). */
  static long totalKrw(PersistedAttempt attempt, WindowRequest request) {
    return request.key() != null && !request.key().charges() ? 0 : attempt.amount().minor();
  }

  /** Whether the addresses are short enough for KG. */
  static boolean fits(WindowRequest.Addresses addresses, CashCode cashCode) {
    return addresses.returnUrl().toString().length() <= URL_BYTES
        && addresses.closeUrl().toString().length() <= URL_BYTES
        && (cashCode != CashCode.VA || addresses.noticeUrl().toString().length() <= URL_BYTES);
  }

  /**
   * Shows only the fields' names, because the values hold the buyer's name and telephone number.
   */
  @Override
  public String toString() {
    return "Registration" + body.keySet();
  }
}

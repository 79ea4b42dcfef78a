package dev.naru.hub.v1;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.text.WebAddress;
import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.Money;
import java.util.List;
import java.util.Locale;

/**
 * Reads an order to charge, from a call or from an item of a schedule (spec/rest-api.md §4.5.1).
 */
final class OrderParams {

  private static final int MAX_MERCHANT_UID = 40;
  private static final int MAX_MONTHS = 36;
  private static final long INSTALMENTS_FROM_KRW = 50_000;
  private static final int MAX_NOTICE_URLS = 5;

  private OrderParams() {}

  /**
   * The order that these parameters describe; amounts in won.
   *
   * @throws ApiException 400 when a parameter is missing or wrong; the text names it
   */
  static ApiOrder order(Params params) {
    String orderNumber = params.identifier("merchant_uid", MAX_MERCHANT_UID);
    String currency = params.text("currency");
    if (currency != null && !currency.toUpperCase(Locale.ROOT).equals("KRW")) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.ONLY_KRW));
    }
    long won = amount(params);
    Long taxFree = params.won("tax_free");
    String vatName =
        params.text("vat_amount") != null
            ? "vat_amount"
            : "vat"; // "vat" is the parameter's old name
    Long vat = params.won(vatName);
    long taxFreePart = taxFree == null ? 0 : taxFree;
    if (taxFreePart > won) {
      throw params.malformed("tax_free");
    }
    if (vat != null && taxFreePart + vat > won) {
      throw params.malformed(vatName);
    }
    return new ApiOrder(
        orderNumber,
        Money.krw(won),
        params.label("name", 40),
        new Payment.Buyer(
            params.label("buyer_name", 16),
            params.label("buyer_email", 64),
            params.label("buyer_tel", 16),
            params.label("buyer_addr", 128),
            params.label("buyer_postcode", 8)),
        taxFree,
        vat,
        cardQuota(params, won),
        params.textOrJson("custom_data"),
        noticeUrls(params));
  }

  private static long amount(Params params) {
    Long won = params.won("amount");
    if (won == null) {
      throw params.missing("amount");
    }
    if (won == 0) {
      throw params.malformed("amount");
    }
    return won;
  }

  /** The instalment months; 0 is a lump sum, and so is one month. */
  private static int cardQuota(Params params, long won) {
    Integer months = params.whole("card_quota", 0, MAX_MONTHS);
    if (months == null || months < 2) {
      return 0;
    }
    if (won < INSTALMENTS_FROM_KRW) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.NO_INSTALMENTS));
    }
    return months;
  }

  private static List<String> noticeUrls(Params params) {
    List<String> urls = params.list("notice_url");
    if (urls.size() > MAX_NOTICE_URLS
        || urls.stream().anyMatch(url -> WebAddress.of(url).isEmpty())) {
      throw params.malformed("notice_url");
    }
    return urls;
  }
}

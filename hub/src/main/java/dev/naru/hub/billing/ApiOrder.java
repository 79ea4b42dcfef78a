package dev.naru.hub.billing;

import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charge as the merchant's server asks for it (spec/rest-api.md §4.5). Null is what it didn't
 * say.
 *
 * @param amount more than 0
 * @param taxFreeMinor the tax-free part in minor units
 * @param vatMinor VAT in minor units
 * @param cardQuota months, 0 for a lump sum
 * @param noticeUrls where this charge's webhooks go instead of the merchant's own address
 * @param userAgent of the program that calls
 */
public record ApiOrder(
    String orderNumber,
    Money amount,
    @Nullable String name,
    Payment.Buyer buyer,
    @Nullable Long taxFreeMinor,
    @Nullable Long vatMinor,
    int cardQuota,
    @Nullable String customData,
    List<String> noticeUrls,
    @Nullable String userAgent) {

  public ApiOrder {
    noticeUrls = List.copyOf(noticeUrls);
  }

  /** An order without a caller's address, because nobody calls, or has called yet. */
  public ApiOrder(
      String orderNumber,
      Money amount,
      @Nullable String name,
      Payment.Buyer buyer,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      int cardQuota,
      @Nullable String customData,
      List<String> noticeUrls) {
    this(
        orderNumber,
        amount,
        name,
        buyer,
        taxFreeMinor,
        vatMinor,
        cardQuota,
        customData,
        noticeUrls,
        null);
  }

  public ApiOrder by(@Nullable String caller) {
    return new ApiOrder(
        orderNumber,
        amount,
        name,
        buyer,
        taxFreeMinor,
        vatMinor,
        cardQuota,
        customData,
        noticeUrls,
        caller);
  }
}

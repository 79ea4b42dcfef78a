package dev.naru.hub.billing;

import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charge that the merchant's server requests (spec/rest-api.md §4.5). A value that the server
 * didn't send is null.
 *
 * @param amount more than 0
 * @param taxFreeMinor the tax-free part in minor units
 * @param vatMinor VAT in minor units
 * @param cardQuota months of instalment, 0 for a lump sum
 * @param noticeUrls the addresses of this charge's webhooks in place of the merchant's own address
 * @param userAgent the {@code User-Agent} of the calling program
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

  /** An order without a caller's address, for a charge that no call makes at the moment. */
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

package dev.naru.pg.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a charge from server to server is for, in V1's terms (spec/rest-api.md §4.5), already
 * validated. The amount is the attempt's.
 *
 * @param orderNumber the merchant's order number, for the PG's echo field and its admin pages
 * @param name order name, never empty
 * @param quotaMonths 0 for a lump sum
 * @param taxFree the tax-free part in minor units, null when the merchant didn't say
 * @param vatAmount VAT in minor units, null likewise
 */
public record ChargeOrder(
    String orderNumber,
    String name,
    WindowRequest.Buyer buyer,
    int quotaMonths,
    @Nullable Long taxFree,
    @Nullable Long vatAmount) {}

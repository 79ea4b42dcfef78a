package dev.naru.pg.spi;

import org.jspecify.annotations.Nullable;

/**
 * The order that a charge from server to server pays for (spec/rest-api.md §4.5). The hub has
 * validated it. The amount is the attempt's.
 *
 * @param orderNumber the merchant's order number, for fields that the PG only displays or returns
 * @param name order name, never empty
 * @param quotaMonths 0 for a lump sum
 * @param taxFree the tax-free part in minor units, null if the merchant gave none
 * @param vatAmount VAT in minor units, null if the merchant gave none
 */
public record ChargeOrder(
    String orderNumber,
    String name,
    WindowRequest.Buyer buyer,
    int quotaMonths,
    @Nullable Long taxFree,
    @Nullable Long vatAmount) {}

package dev.naru.pg.spi;

import java.net.URI;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The order that a virtual account without a window is opened for (spec/rest-api.md §4.8). The hub
 * has validated it. The amount is the attempt's.
 *
 * @param orderNumber the merchant's order number, for fields that the PG only displays or returns
 * @param name order name, never empty
 * @param bankCode 3-digit standard code of the bank that is wanted
 * @param holder the name that the account is to show, never empty
 * @param due deposit deadline, Korean time
 * @param noticeUrl where the hub takes the PG's notices. A PG that has one registered address for
 *     all notices of a MID ignores it
 * @param taxFree the tax-free part in minor units, null if the merchant gave none
 * @param vatAmount VAT in minor units, null if the merchant gave none
 */
public record AccountOrder(
    String orderNumber,
    String name,
    WindowRequest.Buyer buyer,
    String bankCode,
    String holder,
    LocalDateTime due,
    URI noticeUrl,
    @Nullable Long taxFree,
    @Nullable Long vatAmount) {}

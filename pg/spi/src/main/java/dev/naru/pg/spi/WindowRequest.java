package dev.naru.pg.spi;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a window is opened with, in V1's terms (spec/javascript-sdk.md §3), already validated.
 *
 * @param method the pay method asked for
 * @param mobile true for the phone's flow
 * @param merchantUid the merchant's order number, for the PG's echo field and its admin pages
 * @param name order name
 * @param language {@code ko} or {@code en}
 * @param returnUrl where the PG posts its result; its path holds an unguessable token and no query
 * @param closeUrl a page on the same origin as the page that opens the window
 * @param taxFree the tax-free part in minor units, null when not given
 * @param vatAmount VAT in minor units, null when not given
 * @param cardQuota {@code display.card_quota}: null when absent, empty for lump sum only
 * @param escrow buyer protection asked for
 * @param appScheme for a return into the merchant's app, null when not given
 * @param bypass {@code bypass} as sent, nested maps, lists and strings
 */
public record WindowRequest(
    PayMethod method,
    boolean mobile,
    String merchantUid,
    String name,
    Buyer buyer,
    String language,
    URI returnUrl,
    URI closeUrl,
    @Nullable Long taxFree,
    @Nullable Long vatAmount,
    @Nullable List<Integer> cardQuota,
    boolean escrow,
    @Nullable String appScheme,
    Map<String, Object> bypass) {

  /** The buyer as the merchant names them; empty strings where unknown. */
  public record Buyer(String name, String tel, String email) {}
}

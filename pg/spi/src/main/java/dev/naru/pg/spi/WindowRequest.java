package dev.naru.pg.spi;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order and the options with which a shop opens a window (spec/javascript-sdk.md §3). The hub
 * has validated it. A null value means that the shop gave none.
 *
 * @param method the requested pay method
 * @param mobile true for a phone's browser
 * @param orderNumber the merchant's order number, for fields that the PG only displays or returns
 * @param name order name
 * @param language {@code ko} or {@code en}
 * @param addresses the addresses to which the PG sends the buyer and its notices
 * @param taxFree the tax-free part in minor units
 * @param vatAmount VAT in minor units
 * @param cards the shop's rules on cards and instalments
 * @param escrow true if the payment must be held in escrow until delivery
 * @param key the billing key that the window must issue; null for a window that only charges
 * @param digital for phone payments: true for digital contents, false for goods
 * @param vbankDue deposit deadline, Korean time
 * @param carrier the buyer's phone carrier ({@code phone.carrier})
 * @param customerId the shop's id of the buyer
 * @param period the period of the service that is paid for
 * @param appScheme the URL scheme that returns to the merchant's app
 * @param bypass the shop's {@code bypass} as sent: nested maps, lists and strings
 */
public record WindowRequest(
    PayMethod method,
    boolean mobile,
    String orderNumber,
    String name,
    Buyer buyer,
    String language,
    Addresses addresses,
    @Nullable Long taxFree,
    @Nullable Long vatAmount,
    Cards cards,
    boolean escrow,
    @Nullable KeyIssue key,
    @Nullable Boolean digital,
    @Nullable LocalDateTime vbankDue,
    @Nullable String carrier,
    @Nullable String customerId,
    @Nullable Period period,
    @Nullable String appScheme,
    Map<String, Object> bypass) {

  /** The buyer as the merchant names them. An unknown value is an empty string. */
  public record Buyer(String name, String tel, String email) {}

  /**
   * The hub's addresses for one payment.
   *
   * @param returnUrl where the PG's window posts its result. The path holds a token that cannot be
   *     guessed; there is no query
   * @param closeUrl a page that removes the window, on the origin of the page that opens it
   * @param noticeUrl where the PG's server posts deposits and late results of this payment
   */
  public record Addresses(URI returnUrl, URI closeUrl, URI noticeUrl) {}

  /**
   * What the shop says about cards.
   *
   * @param quotas the months of instalment that are offered ({@code display.card_quota}), each one
   *     listed; null if the shop said nothing, empty for a lump sum only
   * @param direct the one card company whose window opens at once
   * @param rules {@code card.detail[]} in order. A later rule overrides an earlier one
   * @param interestFreeMonths instalments up to this many months are free of interest, at the
   *     merchant's expense ({@code card.interest_free})
   * @param freeInterestFromMall whether the months of {@code rules} are free of interest, at the
   *     merchant's expense
   */
  public record Cards(
      @Nullable List<Integer> quotas,
      @Nullable Direct direct,
      List<Rule> rules,
      @Nullable Integer interestFreeMonths,
      boolean freeInterestFromMall) {

    /** The value for a shop that said nothing about cards. */
    public static final Cards UNSAID = new Cards(null, null, List.of(), null, false);

    /**
     * One card company.
     *
     * @param code 3-digit standard code
     * @param quotaMonths months of instalment, 0 for a lump sum
     */
    public record Direct(String code, int quotaMonths) {}

    /**
     * A rule on one card company or on all.
     *
     * @param code 3-digit standard code, or {@code *} for all
     * @param enabled whether the company is offered
     * @param maxMonths the longest instalment; null for no limit
     */
    public record Rule(String code, boolean enabled, @Nullable Integer maxMonths) {}
  }

  /**
   * The issue of a billing key.
   *
   * @param customerKey the merchant's name for the key
   * @param charges whether the amount is charged together with the issue, by the merchant's
   *     settings (spec/pg-rules.md §5 row C1). A PG that can only do one of the two ignores it
   */
  public record KeyIssue(String customerKey, boolean charges) {

    /** An issue that also charges the amount. */
    public KeyIssue(String customerKey) {
      this(customerKey, true);
    }
  }

  /** A period of days, both ends included; {@code to} is null for an open end. */
  public record Period(LocalDate from, @Nullable LocalDate to) {}
}

package dev.naru.pg.spi;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a window is opened with, in V1's terms (spec/javascript-sdk.md §3), already validated. Null
 * means that the shop didn't say.
 *
 * @param method the pay method asked for
 * @param mobile true for the phone's flow
 * @param orderNumber the merchant's order number, for the PG's echo field and its admin pages
 * @param name order name
 * @param language {@code ko} or {@code en}
 * @param addresses where the PG sends the buyer and its notices
 * @param taxFree the tax-free part in minor units
 * @param vatAmount VAT in minor units
 * @param cards what the shop says about cards
 * @param escrow buyer protection asked for
 * @param key set when the window is to issue a billing key
 * @param digital contents (true) or goods (false), for phone payments
 * @param vbankDue deposit deadline, Korean time
 * @param carrier {@code phone.carrier}
 * @param customerId the shop's id of the buyer
 * @param period what the payment is for, when it is a time
 * @param appScheme for a return into the merchant's app
 * @param bypass {@code bypass} as sent, nested maps, lists and strings
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

  /** The buyer as the merchant names them; empty strings where unknown. */
  public record Buyer(String name, String tel, String email) {}

  /**
   * @param returnUrl where the PG's window posts its result; its path holds an unguessable token
   *     and no query
   * @param closeUrl a page on the same origin as the page that opens the window
   * @param noticeUrl where the PG's server posts deposits and late results of this very payment
   */
  public record Addresses(URI returnUrl, URI closeUrl, URI noticeUrl) {}

  /**
   * @param quotas {@code display.card_quota}, already expanded: null when absent, empty for lump
   *     sum only
   * @param direct straight to one card company
   * @param rules {@code card.detail[]} in order; {@code *} means all, later ones win
   * @param interestFreeMonths {@code card.interest_free}: merchant-paid interest-free up to so many
   *     months
   * @param freeInterestFromMall whether the rules' months are merchant-paid interest-free
   */
  public record Cards(
      @Nullable List<Integer> quotas,
      @Nullable Direct direct,
      List<Rule> rules,
      @Nullable Integer interestFreeMonths,
      boolean freeInterestFromMall) {

    public static final Cards UNSAID = new Cards(null, null, List.of(), null, false);

    /**
     * @param code 3-digit standard code
     * @param quotaMonths 0 for a lump sum
     */
    public record Direct(String code, int quotaMonths) {}

    /**
     * @param code 3-digit standard code or {@code *}
     * @param maxMonths null when not limited
     */
    public record Rule(String code, boolean enabled, @Nullable Integer maxMonths) {}
  }

  /**
   * @param customerKey what the merchant will call the key
   * @param charges whether the amount is to be charged together with the issue, as the merchant's
   *     settings have it, for a PG that can do either (spec/pg-rules.md §5 row C1); others ignore
   *     it
   */
  public record KeyIssue(String customerKey, boolean charges) {

    /** Charges together with the issue, where the PG can. */
    public KeyIssue(String customerKey) {
      this(customerKey, true);
    }
  }

  /** Both days included; {@code to} is null for an open end. */
  public record Period(LocalDate from, @Nullable LocalDate to) {}
}

package dev.naru.hub.checkout;

import dev.naru.hub.payment.Payment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of {@code IMP.request_pay} (spec/javascript-sdk.md §3), read but not yet checked.
 * Unknown keys are ignored. A parameter that the page didn't send is null, unless its description
 * below says otherwise.
 *
 * @param payMethod {@code card} when absent
 * @param customData a text as it was sent, anything else as JSON text
 * @param customDataWasText whether the page sent a text; anything else is parsed again for the
 *     callback
 * @param cardQuota {@code display.card_quota}, a missing node when absent
 * @param card {@code card}, a missing node when absent
 * @param digital whether the goods are digital contents; null when absent
 * @param period {@code period}, a missing node when absent
 */
record RequestPayParam(
    @Nullable String channelKey,
    @Nullable String channelGroupId,
    @Nullable String pg,
    String payMethod,
    @Nullable String orderNumber,
    @Nullable String name,
    RequestedAmount amount,
    RequestedAmount taxFree,
    RequestedAmount vatAmount,
    boolean escrow,
    String currency,
    String language,
    Payment.Buyer buyer,
    @Nullable String customData,
    boolean customDataWasText,
    List<String> noticeUrls,
    @Nullable String confirmUrl,
    @Nullable String customerKey,
    @Nullable String customerId,
    JsonNode cardQuota,
    JsonNode card,
    boolean freeInterestFromMall,
    @Nullable Boolean digital,
    @Nullable String vbankDue,
    @Nullable String carrier,
    JsonNode period,
    @Nullable String mRedirectUrl,
    @Nullable String appScheme,
    Map<String, Object> bypass) {

  static RequestPayParam of(JsonNode param) {
    ParamReader read = new ParamReader(param);
    JsonNode customData = read.at("custom_data");
    String payMethod = read.text("pay_method");
    String currency = read.text("currency");
    return new RequestPayParam(
        read.text("channelKey"),
        read.text("channelGroupId"),
        read.text("pg"),
        payMethod == null ? "card" : payMethod,
        read.text("merchant_uid"),
        read.text("name", 40),
        RequestedAmount.of(read.at("amount")),
        optionalAmount(read.at("tax_free")),
        optionalAmount(read.at("vat_amount")),
        Boolean.TRUE.equals(read.bool("escrow")),
        currency == null ? "KRW" : currency,
        "en".equals(read.text("language")) ? "en" : "ko",
        new Payment.Buyer(
            read.text("buyer_name", 16),
            read.text("buyer_email", 64),
            read.text("buyer_tel", 16),
            read.text("buyer_addr", 128),
            read.text("buyer_postcode", 8)),
        customData.isMissingNode() || customData.isNull()
            ? null
            : customData.isString() ? customData.stringValue() : customData.toString(),
        customData.isString(),
        read.texts("notice_url"),
        read.text("confirm_url"),
        read.text("customer_uid"),
        read.text("customer_id"),
        read.at("display", "card_quota"),
        read.at("card"),
        Boolean.TRUE.equals(read.bool("useFreeInterestFromMall")),
        read.bool("digital"),
        read.text("vbank_due"),
        read.text("phone", "carrier"),
        read.at("period"),
        redirectUrl(read.text("m_redirect_url")),
        read.text("app_scheme", 200),
        read.object("bypass"));
  }

  /** Reads null as absent, because pages send {@code tax_free: null} for "not given". */
  private static RequestedAmount optionalAmount(JsonNode node) {
    return node.isNull() ? new RequestedAmount.Absent() : RequestedAmount.of(node);
  }

  /** The address; null when the page still has the guides' placeholder in braces instead of one. */
  private static @Nullable String redirectUrl(@Nullable String given) {
    return given != null && given.startsWith("{") && given.endsWith("}") ? null : given;
  }

  @Override
  public String toString() {
    return "RequestPayParam[" + orderNumber + ", " + payMethod + "]";
  }
}

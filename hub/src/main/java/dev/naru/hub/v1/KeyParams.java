package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.text.CodePoints;
import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;

/** Reads the parameters that name or describe a billing key (spec/rest-api.md §4.4.1). */
final class KeyParams {

  static final int MAX_CUSTOMER_UID = 80;

  private static final int MAX_CUSTOMER_ID = 200;

  private KeyParams() {}

  /**
   * The {@code customer_uid} of the body.
   *
   * @throws ApiException 400 when it is missing, longer than 80 characters, or has a control
   *     character
   */
  static String customerKey(Params params) {
    return params.identifier("customer_uid", MAX_CUSTOMER_UID);
  }

  /**
   * Checks a {@code customer_uid} that came in the path.
   *
   * @throws ApiException 400 when it is blank, longer than 80 characters, or has a control
   *     character
   */
  static String customerKey(String inPath) {
    if (CodePoints.count(inPath) > MAX_CUSTOMER_UID) {
      throw new ApiException(
          ApiResponse.badRequest(ApiTexts.tooLong("customer_uid", MAX_CUSTOMER_UID)));
    }
    if (inPath.isBlank() || !Params.isIdentifier(inPath)) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.malformed("customer_uid")));
    }
    return inPath;
  }

  /**
   * The key that the caller wants issued under this name.
   *
   * @throws ApiException 400 in the case of {@link #channelRequest}
   */
  static NewKey newKey(String customerKey, Params params) {
    Payment.Buyer holder =
        new Payment.Buyer(
            params.label("customer_name", 20),
            params.label("customer_email", 200),
            params.label("customer_tel", 20),
            params.label("customer_addr", 200),
            params.label("customer_postcode", 8));
    return new NewKey(
        customerKey, channelRequest(params), params.label("customer_id", MAX_CUSTOMER_ID), holder);
  }

  /**
   * What the caller says about the channel to use.
   *
   * @throws ApiException 400 when the caller names a channel group. The hub has no groups yet, and
   *     never uses another channel than the requested one (the checkout does the same)
   */
  static ChannelRequest channelRequest(Params params) {
    if (params.anyText("channelGroupId", "channel_group_id") != null) {
      throw new ApiException(ApiResponse.refused(ApiTexts.UNKNOWN_CHANNEL_KEY));
    }
    return new ChannelRequest(params.anyText("channel_key", "channelKey"), params.text("pg"), true);
  }
}

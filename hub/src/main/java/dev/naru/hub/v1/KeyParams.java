package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.payment.Payment;

/** Reads which billing key is meant, and what a new one is to be (spec/rest-api.md §4.4.1). */
final class KeyParams {

  static final int MAX_CUSTOMER_UID = 80;

  private static final int MAX_CUSTOMER_ID = 200;

  private KeyParams() {}

  /**
   * @throws Refusal 400 missing or too long
   */
  static String customerKey(Params params) {
    return params.text("customer_uid", MAX_CUSTOMER_UID);
  }

  /**
   * Checks the one of a path that is to be stored.
   *
   * @throws Refusal 400 too long, or no database can hold it
   */
  static String customerKey(String inPath) {
    if (inPath.codePointCount(0, inPath.length()) > MAX_CUSTOMER_UID) {
      throw new Refusal(Answer.badRequest(Texts.tooLong("customer_uid", MAX_CUSTOMER_UID)));
    }
    if (inPath.isBlank() || !Params.isStorable(inPath)) {
      throw new Refusal(Answer.badRequest(Texts.malformed("customer_uid")));
    }
    return inPath;
  }

  /**
   * @throws Refusal as {@link #wish}
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
        customerKey, wish(params), params.label("customer_id", MAX_CUSTOMER_ID), holder);
  }

  /**
   * @throws Refusal for a channel group: none can be set up, and another channel than the wanted is
   *     no answer (as in the checkout)
   */
  static ChannelRequest wish(Params params) {
    if (params.anyText("channelGroupId", "channel_group_id") != null) {
      throw new Refusal(Answer.refused(Texts.UNKNOWN_CHANNEL_KEY));
    }
    return new ChannelRequest(params.anyText("channel_key", "channelKey"), params.text("pg"), true);
  }
}

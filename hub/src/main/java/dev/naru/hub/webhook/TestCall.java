package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends a test webhook that is about no payment, so that a shop can try its handler
 * (spec/webhooks.md §3). It is signed like any other webhook.
 */
public final class TestCall {

  private final MerchantServer server;
  private final WebhookSecrets secrets;
  private final InstantSource time;

  TestCall(MerchantServer server, WebhookSecrets secrets, InstantSource time) {
    this.server = server;
    this.secrets = secrets;
    this.time = time;
  }

  /**
   * Sends the test webhook and waits for the answer.
   *
   * @param url {@code webhook.url}, or another address of the merchant
   */
  public MerchantServer.Answer call(Merchant merchant, String url) {
    String contentType = merchant.settings().get(Setting.WEBHOOK_CONTENT_TYPE);
    var event =
        new WebhookEvent("imp_1234567890", "merchant_1234567890", "paid", null, List.of(url), true);
    String body = WebhookBody.of(event, contentType);
    Map<String, String> headers =
        new HashMap<>(
            WebhookSignature.headers(
                UUID.randomUUID().toString(), time.instant(), body, secrets.live(merchant.id())));
    return server.post(merchant, url, contentType, body, DeliveryBackoff.RESEND, headers);
  }
}

package dev.naru.hub.payment.approve;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.webhook.MerchantServer;
import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.MerchantServer.Timeouts;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the merchant's server, before the approval, whether the payment may go on (spec/webhooks.md
 * §6).
 */
public final class ConfirmUrl {

  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10));
  private static final int MAX_REASON = 200;
  private static final String UNKNOWN = "알 수 없음";
  private static final Logger LOG = LoggerFactory.getLogger(ConfirmUrl.class);

  private final MerchantServer server;
  private final JsonMapper json;

  public ConfirmUrl(MerchantServer server, JsonMapper json) {
    this.server = server;
    this.json = json;
  }

  /**
   * The refusal, if any.
   *
   * @return the fail reason when the merchant refuses or doesn't answer; empty when the payment may
   *     go on
   */
  Optional<String> refusalOf(Merchant merchant, Payment payment, @Nullable String confirmUrl) {
    if (confirmUrl == null || !merchant.settings().is(Setting.CONFIRM_ENABLED)) {
      return Optional.empty();
    }
    var body = new TreeMap<String, Object>();
    body.put("imp_uid", payment.paymentNumber());
    body.put("merchant_uid", payment.orderNumber());
    body.put("amount", payment.amount().minor());
    Answer answer =
        server.post(
            merchant, confirmUrl, "application/json", json.writeValueAsString(body), TIMEOUTS);
    return switch (answer) {
      // Unlike a webhook's answer, a broken answer counts as a refusal: its text may have been one.
      case Answer.Answered answered when answered.broken() != null -> {
        LOG.warn(
            "confirm_url of order {} answered {} and broke off: {}",
            payment.orderNumber(),
            answered.status(),
            answered.broken());
        yield Optional.of(text(UNKNOWN));
      }
      case Answer.Answered answered when answered.status() == 200 -> Optional.empty();
      case Answer.Answered answered -> Optional.of(text(reasonIn(answered.body())));
      case Answer.NotReached _ -> Optional.of(text(UNKNOWN));
    };
  }

  private static String text(String reason) {
    return "고객사 요청에 의해 결제를 중단합니다. (상세사유 : " + reason + ")";
  }

  private String reasonIn(String body) {
    try {
      JsonNode reason = json.readTree(body).path("reason");
      if (reason.isString() && !reason.stringValue().isBlank()) {
        String text = reason.stringValue().strip();
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
      }
    } catch (JacksonException notJson) {
      // A refusal needs no body: the status alone says no.
    }
    return UNKNOWN;
  }
}

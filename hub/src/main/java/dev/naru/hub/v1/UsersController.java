package dev.naru.hub.v1;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /users}: the access token, and what the merchant pays through (spec/rest-api.md §4.1). */
@Controller
final class UsersController {

  private final Tokens tokens;
  private final Channels channels;

  UsersController(Tokens tokens, Channels channels) {
    this.tokens = tokens;
    this.channels = channels;
  }

  @PostMapping("/users/getToken")
  Answer getToken(Params params) {
    String key = params.text("imp_key");
    String secret = params.text("imp_secret");
    if (key == null || secret == null) {
      return Answer.badRequest(Texts.missing("imp_key", "imp_secret"));
    }
    return tokens
        .issue(key, secret)
        .map(UsersController::told)
        .orElseGet(() -> Answer.error(401, Texts.WRONG_CREDENTIALS));
  }

  private static Answer told(Tokens.Issued issued) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("access_token", issued.token());
          out.writeNumberProperty("expired_at", issued.expiresAt().getEpochSecond());
          out.writeNumberProperty("now", issued.now().getEpochSecond());
          out.writeEndObject();
        });
  }

  /** Never a key or a secret of the PG's. */
  @GetMapping("/users/pg")
  Answer channels(Merchant merchant) {
    return Answer.ok(
        Json.array(channels.of(merchant.id()).stream().map(UsersController::told).toList()));
  }

  private static Json told(Channel channel) {
    return out -> {
      out.writeStartObject();
      out.writeStringProperty("channel_key", channel.channelKey());
      out.writeStringProperty("channel_name", null);
      out.writeStringProperty("pg_id", channel.config().mid());
      out.writeStringProperty("pg_provider", channel.provider());
      out.writeBooleanProperty("sandbox", channel.isTest());
      out.writeStringProperty("type", channel.forBilling() ? "api_payment" : "payment");
      out.writeEndObject();
    };
  }
}

package dev.naru.hub.v1;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Tokens;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.hub.v1.wire.WritesJson;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.VerifiesIdentity;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Issues access tokens and lists the merchant's channels (spec/rest-api.md §4.1). */
@Controller
final class UsersController {

  private final Tokens tokens;
  private final Channels channels;
  private final WrongSecrets wrongSecrets;

  UsersController(Tokens tokens, Channels channels, InstantSource time) {
    this.tokens = tokens;
    this.channels = channels;
    this.wrongSecrets = new WrongSecrets(time);
  }

  @PostMapping("/users/getToken")
  ApiResponse getToken(Params params, HttpServletRequest request) {
    String key = params.text("imp_key");
    String secret = params.text("imp_secret");
    if (key == null || secret == null) {
      return ApiResponse.badRequest(ApiTexts.missing("imp_key", "imp_secret"));
    }
    String caller = request.getRemoteAddr();
    Optional<Duration> heldUp = wrongSecrets.heldUp(key, caller);
    if (heldUp.isPresent()) {
      return tooMany(heldUp.get());
    }
    return tokens
        .issue(key, secret)
        .map(UsersController::tokenResponse)
        .orElseGet(() ->
            wrongSecrets
                .count(key, caller)
                .map(UsersController::tooMany)
                .orElseGet(() -> ApiResponse.error(401, ApiTexts.WRONG_CREDENTIALS)));
  }

  private static ApiResponse tooMany(Duration retryAfter) {
    return ApiResponse.tooMany(ApiTexts.TOO_MANY_SECRETS, retryAfter);
  }

  private static ApiResponse tokenResponse(Tokens.Issued issued) {
    return ApiResponse.ok(out -> {
      out.writeStartObject();
      out.writeStringProperty("access_token", issued.token());
      out.writeNumberProperty("expired_at", issued.expiresAt().getEpochSecond());
      out.writeNumberProperty("now", issued.now().getEpochSecond());
      out.writeEndObject();
    });
  }

  /** Lists the channels, without their keys and secrets. */
  @GetMapping("/users/pg")
  ApiResponse channels(Merchant merchant) {
    return ApiResponse.ok(
        WritesJson.array(channels.of(merchant.id()).stream().map(UsersController::json).toList()));
  }

  /**
   * A channel's type: {@code api_payment} if it accepts card data; a channel that issues keys only
   * in a window counts as {@code payment}.
   */
  private static String type(Channel channel) {
    if (channel.able(VerifiesIdentity.class).isPresent()) {
      return "certification";
    }
    return channel.forBilling() && channel.able(KeysIn.class).isPresent()
        ? "api_payment"
        : "payment";
  }

  private static WritesJson json(Channel channel) {
    return out -> {
      out.writeStartObject();
      out.writeStringProperty("channel_key", channel.channelKey());
      out.writeStringProperty("channel_name", null);
      out.writeStringProperty("pg_id", channel.config().mid());
      out.writeStringProperty("pg_provider", channel.provider());
      out.writeBooleanProperty("sandbox", channel.isTest());
      out.writeStringProperty("type", type(channel));
      out.writeEndObject();
    };
  }
}

package dev.naru.hub.v1;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.CardData;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Charges without a window, with a billing key or a card's data (spec/rest-api.md §4.5). */
@Controller
final class KeyChargesController {

  private final KeyCharges charges;
  private final ChargeResponses responses;

  KeyChargesController(KeyCharges charges, Payments payments) {
    this.charges = charges;
    this.responses = new ChargeResponses(payments);
  }

  @PostMapping("/subscribe/payments/again")
  ApiResponse again(Merchant merchant, Params params, HttpServletRequest request) {
    String customerKey = KeyParams.customerKey(params);
    ApiOrder order = OrderParams.order(params).by(request.getHeader("User-Agent"));
    return responses.of(
        merchant, ChargeResponses.Call.AGAIN, charges.again(merchant, customerKey, order));
  }

  /** Charges a card once. {@code foreign} is the old path for overseas cards (§4.5.3). */
  @PostMapping({"/subscribe/payments/onetime", "/subscribe/payments/foreign"})
  ApiResponse onetime(Merchant merchant, Params params, HttpServletRequest request) {
    String customerKey = params.text("customer_uid") == null ? null : KeyParams.customerKey(params);
    ApiOrder order = OrderParams.order(params).by(request.getHeader("User-Agent"));
    ChannelRequest channel = KeyParams.channelRequest(params);
    try (CardData card = CardParams.card(params)) {
      KeyCharges.Answer answer =
          charges.onetime(merchant, channel, customerKey, card, order, request.getRemoteAddr());
      return responses.of(merchant, ChargeResponses.Call.ONETIME, answer);
    }
  }
}

package dev.naru.hub.v1;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payments;
import dev.naru.pg.spi.CardData;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Charges without a window: with a billing key, or with a card (spec/rest-api.md §4.5). */
@Controller
final class KeyChargesController {

  private final KeyCharges charges;
  private final ChargeAnswers answers;

  KeyChargesController(KeyCharges charges, Payments payments) {
    this.charges = charges;
    this.answers = new ChargeAnswers(payments);
  }

  @PostMapping("/subscribe/payments/again")
  Answer again(Merchant merchant, Params params, HttpServletRequest request) {
    String customerKey = KeyParams.customerKey(params);
    ApiOrder order = OrderParams.order(params).by(request.getHeader("User-Agent"));
    return answers.told(
        merchant, ChargeAnswers.Call.AGAIN, charges.again(merchant, customerKey, order));
  }

  /** {@code foreign} is what it was called for cards from overseas (§4.5.3). */
  @PostMapping({"/subscribe/payments/onetime", "/subscribe/payments/foreign"})
  Answer onetime(Merchant merchant, Params params, HttpServletRequest request) {
    String customerKey = params.text("customer_uid") == null ? null : KeyParams.customerKey(params);
    ApiOrder order = OrderParams.order(params).by(request.getHeader("User-Agent"));
    ChannelRequest wish = KeyParams.wish(params);
    try (CardData card = CardParams.card(params)) {
      KeyCharges.Answer answer =
          charges.onetime(merchant, wish, customerKey, card, order, request.getRemoteAddr());
      return answers.told(merchant, ChargeAnswers.Call.ONETIME, answer);
    }
  }
}

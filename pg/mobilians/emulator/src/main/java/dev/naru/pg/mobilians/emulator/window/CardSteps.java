package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.CardCompany;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.kit.CardMemory;
import java.util.Locale;
import java.util.Map;

/** The card's pages: company and instalments, then the number. */
final class CardSteps {

  private final CardMemory cards;

  CardSteps(CardMemory cards) {
    this.cards = cards;
  }

  StepResult choose(Trade trade, Map<String, String> form) {
    RegisteredOrder order = trade.order();
    String card = BuyerSteps.value(form, "card");
    String months = BuyerSteps.value(form, "months");
    if (CardCompany.offered(order).stream().noneMatch(c -> c.name().equals(card))) {
      return new StepResult.Stay(trade, "cardError");
    }
    if (CardMonths.offered(order).stream().noneMatch(m -> Integer.toString(m).equals(months))) {
      return new StepResult.Stay(trade.with(Map.of("card", card)), "monthsError");
    }
    Trade chosen =
        trade.with(
            Map.of(
                "card",
                card,
                "months",
                String.format(Locale.ROOT, "%02d", Integer.parseInt(months))));
    return BuyerSteps.agreed(order, form)
        ? new StepResult.Go(chosen.at(Trade.Step.SECOND))
        : new StepResult.Stay(chosen, "agreeError");
  }

  StepResult enterNumber(Trade trade, Map<String, String> form) {
    String number = BuyerSteps.value(form, "cardNumber").replaceAll("[\\s-]", "");
    if (!number.matches("\\d{16}")) {
      return new StepResult.Stay(trade, "cardNumberError");
    }
    cards.remember(trade.tid(), number);
    return new StepResult.Done(
        trade.with(
            Map.of(
                "paid_with",
                "C",
                "masked",
                number.substring(0, 6) + "******" + number.substring(12),
                "magic",
                MagicCard.of(number).map(MagicCard::name).orElse(""))));
  }
}

package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.CardMemory;
import java.util.Map;

/** What a buyer's form means, by method; nothing is charged here. */
final class BuyerSteps {

  private final PhoneSteps phone;
  private final CardSteps card;

  BuyerSteps(SandboxServices sandbox, CardMemory cards) {
    this.phone = new PhoneSteps(sandbox.time());
    this.card = new CardSteps(cards);
  }

  /** The first of two pages. */
  StepResult next(Trade trade, Map<String, String> form) {
    return switch (trade.order().cash()) {
      case MC -> phone.identify(trade, form);
      case CN -> card.choose(trade, form);
      case RA, VA, EP -> pay(trade, form);
    };
  }

  /** The last page. */
  StepResult pay(Trade trade, Map<String, String> form) {
    return switch (trade.order().cash()) {
      case MC -> phone.enterCode(trade, form);
      case CN -> card.enterNumber(trade, form);
      case RA -> AccountSteps.transfer(trade, form);
      case VA -> AccountSteps.account(trade, form);
      case EP -> EasySteps.pay(trade, form);
    };
  }

  Trade sendAgain(Trade trade) {
    return phone.sendAgain(trade);
  }

  /** Whether the three consents were given, or aren't asked for. */
  static boolean agreed(RegisteredOrder order, Map<String, String> form) {
    return consentsHidden(order)
        || (form.containsKey("agree1") && form.containsKey("agree2") && form.containsKey("agree3"));
  }

  static boolean consentsHidden(RegisteredOrder order) {
    return order.hidden().getOrDefault("contract_area", "").equals("A");
  }

  static String value(Map<String, String> form, String name) {
    return form.getOrDefault(name, "").strip();
  }
}

package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.CardMemory;
import java.util.Map;

/** Checks what a buyer enters, by method; nothing is charged here. */
public final class BuyerSteps {

  private final PhoneSteps phone;
  private final CardSteps card;

  public BuyerSteps(SandboxServices sandbox, CardMemory cards) {
    this.phone = new PhoneSteps(sandbox.time());
    this.card = new CardSteps(cards);
  }

  /** Checks the first of two pages. */
  StepResult next(Trade trade, Map<String, String> form) {
    return switch (trade.order().cash()) {
      case MC -> phone.identify(trade, form);
      case CN -> card.choose(trade, form);
      case RA, VA, EP -> pay(trade, form);
    };
  }

  /** Checks the last page. */
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

  /** Whether the buyer has given the three consents, or the window doesn't ask for them. */
  static boolean agreed(RegisteredOrder order, Map<String, String> form) {
    return consentsHidden(order)
        || (form.containsKey("agree1") && form.containsKey("agree2") && form.containsKey("agree3"));
  }

  /** Whether the window doesn't ask for consents. */
  static boolean consentsHidden(RegisteredOrder order) {
    return order.hidden().getOrDefault("contract_area", "").equals("A");
  }

  static String value(Map<String, String> form, String name) {
    return form.getOrDefault(name, "").strip();
  }
}

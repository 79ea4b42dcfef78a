package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.CardCompany;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import java.util.List;
import java.util.Map;

/** The page of an easy-pay. */
final class EasySteps {

  private EasySteps() {}

  /**
   * The ways to pay: C for a card, M for money, P for points; {@code ep_pay_type} allows only one.
   */
  static List<String> ways(RegisteredOrder order) {
    String only = order.option("ep_pay_type");
    List<String> all = List.of("C", "M", "P");
    return all.contains(only) ? List.of(only) : all;
  }

  static StepResult pay(Trade trade, Map<String, String> form) {
    RegisteredOrder order = trade.order();
    String way = BuyerSteps.value(form, "way");
    if (!ways(order).contains(way)) {
      return new StepResult.Stay(trade, "wayError");
    }
    String card = order.option("ep_card_code");
    String months = order.option("ep_installment");
    return new StepResult.Done(
        trade.with(
            Map.of(
                "paid_with",
                way,
                "card",
                CardCompany.of(card).orElse(CardCompany.SHN).name(),
                "months",
                months.matches("\\d{2}") ? months : "00",
                "masked",
                "123412******1234")));
  }
}

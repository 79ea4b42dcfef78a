package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.Bank;
import dev.naru.pg.mobilians.emulator.wire.CardCompany;
import dev.naru.pg.mobilians.emulator.wire.Carrier;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.kit.Choice;
import dev.naru.sandbox.kit.PageTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page offers, and what is preselected on it. */
final class WindowChoices {

  private WindowChoices() {}

  /** The page's main choice: carrier, card company, bank, or the way of an easy-pay. */
  static List<Choice> first(Trade trade, boolean english) {
    RegisteredOrder order = trade.order();
    return switch (order.cash()) {
      case MC ->
          Carrier.networks().stream()
              .map(c -> new Choice(c.name(), c.label(), c == carrier(trade)))
              .toList();
      case CN -> {
        List<CardCompany> offered = CardCompany.offered(order);
        yield offered.stream()
            .map(c ->
                new Choice(
                    c.name(),
                    c.label(english),
                    offered.size() == 1 || c.name().equals(trade.entered("card"))))
            .toList();
      }
      case RA, VA -> {
        List<Bank> offered = Bank.offered(order);
        yield offered.stream()
            .map(b ->
                new Choice(
                    b.code(),
                    b.label(english),
                    offered.size() == 1 || b.code().equals(trade.entered("bank"))))
            .toList();
      }
      case EP -> {
        List<String> ways = EasySteps.ways(order);
        PageTexts texts = MobiliansTexts.in(trade.language());
        yield ways.stream()
            .map(way -> new Choice(way, texts.t("way" + way), way.equals(ways.getFirst())))
            .toList();
      }
    };
  }

  static List<Choice> virtualCarriers(Trade trade) {
    return Carrier.virtuals().stream()
        .map(c -> new Choice(c.name(), c.label(), c == carrier(trade)))
        .toList();
  }

  static List<Choice> months(Trade trade, PageTexts texts) {
    return CardMonths.offered(trade.order()).stream()
        .map(n ->
            new Choice(
                Integer.toString(n),
                texts.instalments(n),
                trade.entered("months").equals(n < 10 ? "0" + n : Integer.toString(n))))
        .toList();
  }

  /** The values of the page's fields: entered before, or preset by the merchant. */
  static Map<String, String> values(Trade trade) {
    RegisteredOrder order = trade.order();
    var values = new LinkedHashMap<String, String>();
    String preset = order.option("mc_no");
    String phone =
        trade.entered("phone").isEmpty() && PhoneSteps.validNumber(preset)
            ? preset
            : trade.entered("phone");
    values.put("phone", phone.replaceAll("^(\\d{3})(\\d{3,4})(\\d{4})$", "$1-$2-$3"));
    values.put("phoneFixed", PhoneSteps.fixedNumber(order));
    values.put("carrierFixed", order.option("mc_fix_comm_id"));
    values.put("birthKnown", PhoneSteps.birthKnown(order) ? "Y" : "");
    Carrier carrier = carrier(trade);
    values.put("virtual", carrier != null && carrier.virtual() ? "Y" : "");
    values.put(
        "email", trade.entered("email").isEmpty() ? order.userEmail() : trade.entered("email"));
    values.put(
        "holder", trade.entered("holder").isEmpty() ? order.userName() : trade.entered("holder"));
    values.put("receipt", trade.entered("receipt"));
    values.put("closure", closure(order.option("va_deposit_closure")));
    values.put("cash", order.cash().name());
    values.put("ep", order.option("ep_code"));
    return values;
  }

  private static String closure(String day) {
    return day.replaceAll("^(\\d{4})(\\d{2})(\\d{2})$", "$1.$2.$3");
  }

  private static @Nullable Carrier carrier(Trade trade) {
    RegisteredOrder order = trade.order();
    return Carrier.of(order.option("mc_fix_comm_id"))
        .or(() -> Carrier.of(trade.entered("carrier")))
        .or(() -> Carrier.of(order.option("mc_default_comm_id")))
        .orElse(null);
  }
}

package dev.naru.pg.mobilians.emulator;

import dev.naru.pg.mobilians.emulator.Trade.Step;
import dev.naru.sandbox.kit.Choice;
import dev.naru.sandbox.kit.TestValue;
import dev.naru.sandbox.kit.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a page of the buyer's window shows.
 *
 * @param template the page, without its folder
 * @param path where its forms go
 * @param wide the card's window is wider than the others (protocols/mobilians.md §2.5)
 * @param note a sentence under the order; empty for none
 * @param values what was entered before, or is fixed, by field
 * @param secondsLeft of the text message's code
 * @param error a sentence for the buyer; empty when nothing is wrong
 */
public record WindowView(
    Texts words,
    String template,
    String path,
    boolean wide,
    boolean accent,
    String logo,
    String shop,
    String goods,
    String amount,
    String method,
    String note,
    boolean infoHidden,
    boolean goodsHidden,
    boolean footerHidden,
    boolean emailHidden,
    boolean consentsHidden,
    boolean receiptAsked,
    Map<String, String> values,
    List<Choice> choices,
    List<Choice> further,
    List<Choice> months,
    List<TestValue> hints,
    int secondsLeft,
    String error) {

  static WindowView of(Trade trade, String error, long nowMs) {
    RegisteredOrder order = trade.order();
    Texts words = MobiliansTexts.in(trade.language());
    boolean english = words.english();
    boolean second = trade.step() == Step.SECOND;
    boolean phone = order.cash() == CashCode.MC;
    long left = trade.codeSentMs() + PhoneSteps.CODE_LIMIT_MS - nowMs;
    return new WindowView(
        words,
        template(order.cash(), second),
        trade.path(),
        order.cash() == CashCode.CN,
        !order.cssType().isEmpty(),
        order.logo() ? shop(order) : "",
        shop(order),
        order.productName(),
        words.won(order.amount()),
        methodName(trade, words, second),
        note(order, words),
        order.hides("info_area"),
        phone && order.hides("product_area"),
        phone && order.hides("footer_area"),
        order.hides("email_area") || order.option("va_email").equals("N"),
        BuyerSteps.consentsHidden(order),
        AccountSteps.asksReceipt(order),
        WindowChoices.values(trade),
        WindowChoices.first(trade, english),
        phone ? WindowChoices.virtualCarriers(trade) : List.of(),
        order.cash() == CashCode.CN ? WindowChoices.months(trade, words) : List.of(),
        hints(order.cash(), second, words),
        (int) Math.max(0, left / 1000),
        error.isEmpty() ? "" : words.t(error));
  }

  /** A value entered before; empty when there is none. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  private static String template(CashCode cash, boolean second) {
    return switch (cash) {
      case MC -> second ? "code" : "phone";
      case CN -> second ? "number" : "card";
      case RA, VA -> "account";
      case EP -> "easy";
    };
  }

  private static String shop(RegisteredOrder order) {
    return order.sellerName().isEmpty() ? order.siteUrl() : order.sellerName();
  }

  private static String methodName(Trade trade, Texts words, boolean second) {
    RegisteredOrder order = trade.order();
    boolean english = words.english();
    return switch (order.cash()) {
      case EP ->
          MobiliansEasyPay.of(order.option("ep_code")).map(pay -> pay.label(english)).orElse("");
      case CN -> second ? card(trade, words) : words.t(order.cash().text());
      case MC, RA, VA -> words.t(order.cash().text());
    };
  }

  private static String card(Trade trade, Texts words) {
    return CardCompany.of(trade.entered("card")).map(c -> c.label(words.english())).orElse("")
        + " · "
        + words.instalments(Integer.parseInt(trade.entered("months")));
  }

  private static String note(RegisteredOrder order, Texts words) {
    if (!order.issuesKey()) {
      return "";
    }
    return words.t(order.amount() == 0 ? "keyOnlyNote" : "keyNote");
  }

  private static List<TestValue> hints(CashCode cash, boolean second, Texts words) {
    if (cash == CashCode.CN && second) {
      return TestValue.cards(words);
    }
    if (cash != CashCode.MC) {
      return List.of();
    }
    return second
        ? List.of(
            new TestValue(PhoneSteps.RIGHT_CODE, PhoneSteps.RIGHT_CODE, words.t("hintGood")),
            new TestValue(PhoneSteps.EXPIRED_CODE, PhoneSteps.EXPIRED_CODE, words.t("hintExpired")))
        : Stream.of("0013", "0016", "0031", "0036", "0057")
            .map(c -> new TestValue("0100000" + c, "010-0000-" + c, "[" + c + "]"))
            .toList();
  }
}

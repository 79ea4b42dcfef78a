package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.payment.Trade.Step;
import dev.naru.pg.mobilians.emulator.wire.CardCompany;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.MobiliansEasyPay;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.kit.Choice;
import dev.naru.sandbox.kit.PageTexts;
import dev.naru.sandbox.kit.TestValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a page of the buyer's window shows.
 *
 * @param template the template's name
 * @param path the path that its forms are posted below
 * @param wide whether it is the card's window, which is wider than the others
 *     (protocols/mobilians.md §2.5)
 * @param accent whether the shop has a colour of its own
 * @param note a sentence under the order; empty for none
 * @param values the values of its fields
 * @param further the virtual carriers
 * @param secondsLeft how long the SMS code is valid
 * @param error a sentence for the buyer; empty when nothing is wrong
 */
public record WindowView(
    PageTexts texts,
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

  /**
   * The view of a window's page.
   *
   * @param error the key of a sentence; empty when nothing is wrong
   * @param nowMs epoch milliseconds
   */
  static WindowView of(Trade trade, String error, long nowMs) {
    RegisteredOrder order = trade.order();
    PageTexts texts = MobiliansTexts.in(trade.language());
    boolean english = texts.english();
    boolean second = trade.step() == Step.SECOND;
    boolean phone = order.cash() == CashCode.MC;
    long left = trade.codeSentMs() + PhoneSteps.CODE_LIMIT_MS - nowMs;
    return new WindowView(
        texts,
        template(order.cash(), second),
        BuyerWindow.path(trade),
        order.cash() == CashCode.CN,
        !order.cssType().isEmpty(),
        order.logo() ? shop(order) : "",
        shop(order),
        order.productName(),
        texts.won(order.amount()),
        methodName(trade, texts, second),
        note(order, texts),
        order.hides("info_area"),
        phone && order.hides("product_area"),
        phone && order.hides("footer_area"),
        order.hides("email_area") || order.option("va_email").equals("N"),
        BuyerSteps.consentsHidden(order),
        AccountSteps.asksReceipt(order),
        WindowChoices.values(trade),
        WindowChoices.first(trade, english),
        phone ? WindowChoices.virtualCarriers(trade) : List.of(),
        order.cash() == CashCode.CN ? WindowChoices.months(trade, texts) : List.of(),
        hints(order.cash(), second, texts),
        (int) Math.max(0, left / 1000),
        error.isEmpty() ? "" : texts.t(error));
  }

  /** A field's value; empty when there is none. */
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

  private static String methodName(Trade trade, PageTexts texts, boolean second) {
    RegisteredOrder order = trade.order();
    boolean english = texts.english();
    return switch (order.cash()) {
      case EP ->
          MobiliansEasyPay.of(order.option("ep_code")).map(pay -> pay.label(english)).orElse("");
      case CN -> second ? card(trade, texts) : texts.t(order.cash().text());
      case MC, RA, VA -> texts.t(order.cash().text());
    };
  }

  private static String card(Trade trade, PageTexts texts) {
    return CardCompany.of(trade.entered("card")).map(c -> c.label(texts.english())).orElse("")
        + " · "
        + texts.instalments(Integer.parseInt(trade.entered("months")));
  }

  private static String note(RegisteredOrder order, PageTexts texts) {
    if (!order.issuesKey()) {
      return "";
    }
    return texts.t(order.amount() == 0 ? "keyOnlyNote" : "keyNote");
  }

  private static List<TestValue> hints(CashCode cash, boolean second, PageTexts texts) {
    if (cash == CashCode.CN && second) {
      return TestValue.cards(texts);
    }
    if (cash != CashCode.MC) {
      return List.of();
    }
    return second
        ? List.of(
            new TestValue(PhoneSteps.RIGHT_CODE, PhoneSteps.RIGHT_CODE, texts.t("hintGood")),
            new TestValue(PhoneSteps.EXPIRED_CODE, PhoneSteps.EXPIRED_CODE, texts.t("hintExpired")))
        : Stream.of("0013", "0016", "0031", "0036", "0057")
            .map(c -> new TestValue("0100000" + c, "010-0000-" + c, "[" + c + "]"))
            .toList();
  }
}

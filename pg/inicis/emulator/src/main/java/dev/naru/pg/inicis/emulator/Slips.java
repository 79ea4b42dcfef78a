package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Stage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Writes what the book keeps about an approval: numbers are drawn here, once. */
final class Slips {

  private static final int ACCOUNT_DIGITS = 11;

  private final Stage stage;
  private final RandomGenerator random;

  Slips(Stage stage, RandomGenerator random) {
    this.stage = stage;
    this.random = random;
  }

  /**
   * @param charged false for a billing key: nothing was approved, so there is no number
   */
  Details of(Authentication used, boolean charged) {
    Order order = used.order();
    boolean purse = used.method() == Method.CARD && used.company().isEmpty();
    boolean numbered = used.method() == Method.CARD && charged && !purse;
    return new Details(
        used.id(),
        used.method(),
        used.easyPay(),
        used.payMethod(),
        used.isp(),
        order.mobile(),
        numbered ? digits(8) : "",
        Tids.stamp(stage.time().instant()),
        order.goods(),
        order.merchantUid(),
        order.buyerName(),
        order.echo(),
        used.method() == Method.CARD ? card(used) : Details.Card.NONE,
        own(used),
        noticeTo(order));
  }

  private static Details.Card card(Authentication used) {
    Optional<EasyPay> easyPay = EasyPay.ofCode(used.easyPay());
    String source = easyPay.map(EasyPay::source).orElse("");
    return used.company()
        .map(
            company ->
                new Details.Card(
                    used.maskedCard(),
                    company.code(),
                    company.bankCode(),
                    company.korean(),
                    used.months(),
                    used.order().interestFree(company.code(), used.months()),
                    source))
        .orElseGet(
            () ->
                new Details.Card(
                    "****************",
                    used.card(),
                    "",
                    easyPay.map(EasyPay::korean).orElse(""),
                    0,
                    false,
                    source));
  }

  private Map<String, String> own(Authentication used) {
    var own = new LinkedHashMap<>(used.own());
    if (used.method() == Method.VBANK) {
      own.put("account", "562" + digits(ACCOUNT_DIGITS));
      own.put("deadline", used.order().terms().deadline());
    }
    if (used.method() == Method.BOOK) {
      own.put("approval", digits(10));
    }
    if (!used.own("receipt").isEmpty()) {
      own.put("receiptApproval", digits(9));
    }
    return own;
  }

  /** Where a deposit will be told (protocols/inicis.md §8.1, §8.2). */
  private static String noticeTo(Order order) {
    return order.mobile()
        ? order.notiUrl()
        : WindowOptions.origin(order.resultUrl()).orElse("") + Deposits.REGISTERED_NOTICE_PATH;
  }

  private String digits(int count) {
    var text = new StringBuilder();
    while (text.length() < count) {
      text.append(String.format(Locale.ROOT, "%d", random.nextInt(10)));
    }
    return text.toString();
  }
}

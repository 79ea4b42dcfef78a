package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Creates the {@link ChargeDetails} of an approval, and draws its approval number, account number
 * and receipt number.
 */
final class ChargeDetailsFactory {

  private static final int ACCOUNT_DIGITS = 11;

  private final SandboxServices sandbox;
  private final RandomGenerator random;

  ChargeDetailsFactory(SandboxServices sandbox, RandomGenerator random) {
    this.sandbox = sandbox;
    this.random = random;
  }

  /**
   * The details of an approval.
   *
   * @param used the approved authentication
   * @param charged false for a billing key without a charge, which has no approval number
   */
  ChargeDetails of(Authentication used, boolean charged) {
    WindowOrder order = used.order();
    boolean purse = used.method() == Method.CARD && used.company().isEmpty();
    boolean numbered = used.method() == Method.CARD && charged && !purse;
    return new ChargeDetails(
        used.id(),
        used.method(),
        used.easyPay(),
        used.payMethod(),
        used.isp(),
        order.mobile(),
        numbered ? digits(8) : "",
        KoreanTime.stamp(sandbox.time().instant()),
        order.goods(),
        order.merchantUid(),
        order.buyerName(),
        order.echo(),
        used.method() == Method.CARD ? card(used) : ChargeDetails.Card.NONE,
        own(used),
        noticeTo(order));
  }

  private static ChargeDetails.Card card(Authentication used) {
    Optional<InicisEasyPay> easyPay = InicisEasyPay.ofCode(used.easyPay());
    String source = easyPay.map(InicisEasyPay::source).orElse("");
    return used.company()
        .map(company ->
            new ChargeDetails.Card(
                used.maskedCard(),
                company.code(),
                company.bankCode(),
                company.korean(),
                used.months(),
                used.order().interestFree(company.code(), used.months()),
                source))
        .orElseGet(() ->
            new ChargeDetails.Card(
                "****************",
                used.card(),
                "",
                easyPay.map(InicisEasyPay::korean).orElse(""),
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
    if (used.order().terms().escrow()) {
      own.put("escrow", "Y");
    }
    if (used.order().terms().taxFree() >= 0) {
      own.put("taxFree", Long.toString(used.order().terms().taxFree()));
    }
    if (used.order().terms().tax() >= 0) {
      own.put("tax", Long.toString(used.order().terms().tax()));
    }
    if (!used.own("receipt").isEmpty()) {
      own.put("receiptApproval", digits(9));
    }
    return own;
  }

  /** The address of deposit notices (protocols/inicis.md §8.1, §8.2). */
  private static String noticeTo(WindowOrder order) {
    return order.mobile()
        ? order.notiUrl()
        : WindowOptions.origin(order.resultUrl()).orElse("") + BankDeposits.REGISTERED_NOTICE_PATH;
  }

  private String digits(int count) {
    var text = new StringBuilder();
    while (text.length() < count) {
      text.append(String.format(Locale.ROOT, "%d", random.nextInt(10)));
    }
    return text.toString();
  }
}

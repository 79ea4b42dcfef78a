package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.text.CodePoints;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules of a window that issues a billing key: when it may open, and whether it charges. */
record KeyWindow(Channel channel, PgRules rules, PayMethod method) {

  private static final int CUSTOMER_UID_MAX = 80;

  private static final Map<PayMethod, String> KOREAN_NAMES =
      Map.of(PayMethod.CARD, "카드", PayMethod.PHONE, "휴대폰", PayMethod.TRANS, "계좌이체");

  /**
   * The pay method of the window. The merchant's settings can turn every key window into a phone's,
   * whatever the page asks for.
   */
  static PayMethod methodOf(PgRules rules, PayMethod asked) {
    return rules.is("billing.force_phone", "true") ? PayMethod.PHONE : asked;
  }

  /**
   * Why the window can't be opened (spec/pg-rules.md §2.6, §3.2, §4.2); empty when it can.
   *
   * @param amountMinor the first charge in won, 0 or more
   */
  Optional<Refusal> refusal(String customerKey, long amountMinor) {
    if (CodePoints.count(customerKey) > CUSTOMER_UID_MAX) {
      return Optional.of(Refusal.CUSTOMER_UID_TOO_LONG);
    }
    if (customerKey.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(Refusal.malformed("customer_uid"));
    }
    if (!channel.connector().capabilities().can(method, Operation.KEY_WINDOW)) {
      return Optional.of(otherMethod());
    }
    return amountMinor == 0 && !opensForNothing()
        ? Optional.of(Refusal.FIRST_CHARGE_ZERO)
        : Optional.empty();
  }

  /**
   * Whether the merchant wants the window to charge the amount while it issues the key. A PG that
   * can do only one of the two ignores it.
   */
  boolean charges(long amountMinor) {
    return amountMinor > 0 && !rules.is("billing.issue_mode", "key_only");
  }

  private boolean opensForNothing() {
    // Only a card's key comes without a charge, unless the settings say otherwise.
    return method.equals(PayMethod.CARD)
        || rules.is("billing.issue_mode", "key_only")
        || rules.is("billing.zero_amount", "key_only");
  }

  private Refusal otherMethod() {
    String brand = channel.brand();
    Capabilities able = channel.connector().capabilities();
    String methods =
        able.byMethod().keySet().stream()
            .filter(each -> able.can(each, Operation.KEY_WINDOW))
            .map(KeyWindow::koreanName)
            .collect(Collectors.joining(", "));
    return methods.isEmpty()
        ? Refusal.noKeyWindows(brand)
        : Refusal.keyWindowsOnlyFor(brand, methods);
  }

  /** The method's name in V1's messages. */
  private static String koreanName(PayMethod method) {
    return KOREAN_NAMES.getOrDefault(method, method.code());
  }
}

package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgRules;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A window that issues a billing key: for what it may be opened, and whether it charges. */
record KeyWindow(Channel channel, PgRules rules, PayMethod method) {

  private static final int CUSTOMER_UID_MAX = 80;

  private static final Map<PayMethod, String> KOREAN_NAMES =
      Map.of(PayMethod.CARD, "카드", PayMethod.PHONE, "휴대폰", PayMethod.TRANS, "계좌이체");

  /** A merchant may want every key window to be a phone's, whatever the page says. */
  static PayMethod methodOf(PgRules rules, PayMethod asked) {
    return rules.is("billing.force_phone", "true") ? PayMethod.PHONE : asked;
  }

  /**
   * Why it can't be opened (spec/pg-rules.md §2.6, §3.2, §4.2).
   *
   * @param amountMinor 0 or more
   */
  Optional<Refusal> refusal(String customerKey, long amountMinor) {
    if (customerKey.codePointCount(0, customerKey.length()) > CUSTOMER_UID_MAX) {
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
   * Whether the merchant wants the first charge made with the key, where the PG can do either. A PG
   * that never charges here doesn't ask.
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

  /** In the words of the messages that merchants know. */
  private static String koreanName(PayMethod method) {
    return KOREAN_NAMES.getOrDefault(method, method.code());
  }
}

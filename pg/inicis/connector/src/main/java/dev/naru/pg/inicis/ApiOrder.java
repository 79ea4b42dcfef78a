package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.PersistedAttempt;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * An order as INIAPI v1 takes it (protocols/inicis.md §6.5, §6.8). All of the buyer's fields are
 * required: an empty one is answered {@code ER0102}. The lengths are the window's (§3.2, inferred).
 */
final class ApiOrder {
  private ApiOrder() {}

  /** What a charge and a key's issue have in common. */
  static SequencedMap<String, String> fields(PersistedAttempt attempt, ChargeOrder order) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("url", InicisSettings.of(attempt.channel()).siteUrl());
    fields.put("moid", attempt.pgOrderNumber());
    fields.put("goodName", WireText.cutWithEllipsis(goods(order), 40));
    fields.put("buyerName", WireText.cut(name(order), 30));
    fields.put("buyerEmail", Buyer.emailOrPlaceholder(order.buyer()));
    fields.put("buyerTel", Buyer.tel(order.buyer()));
    fields.put("price", Long.toString(attempt.amount().minor()));
    fields.put("currency", "WON");
    if (attempt.channel().mode() == Mode.SANDBOX) {
      // INIAPI v1 has no echo field. The sandbox has: a tester's scenario names the shop's order.
      fields.put("merchantData", order.orderNumber());
    }
    return fields;
  }

  /** What only a charge has. */
  static void putTerms(SequencedMap<String, String> fields, ChargeOrder order) {
    fields.put("cardQuota", String.format(Locale.ROOT, "%02d", order.quotaMonths()));
    fields.put("quotaInterest", "0");
    Tax.of(order.vatAmount(), order.taxFree())
        .ifPresent(
            tax -> {
              tax.vat().ifPresent(vat -> fields.put("tax", vat));
              fields.put("taxFree", tax.taxFree());
            });
  }

  private static String goods(ChargeOrder order) {
    String clean = WireText.printable(order.name()).strip();
    return clean.isEmpty() ? order.orderNumber() : clean;
  }

  private static String name(ChargeOrder order) {
    return WireText.printable(Buyer.name(order.buyer())).strip();
  }
}

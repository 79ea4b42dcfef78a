package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.PersistedAttempt;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The fields of an order for INIAPI v1 (protocols/inicis.md §6.5, §6.8). Every field about the
 * buyer is required: KG INICIS answers {@code ER0102} to an empty one. The maximum lengths are
 * those of the window (§3.2, inferred).
 */
final class ApiOrderFields {
  private ApiOrderFields() {}

  /** The fields that a charge and the issue of a key have in common. */
  static SequencedMap<String, String> fields(PersistedAttempt attempt, ChargeOrder order) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("url", InicisSettings.of(attempt.channel()).siteUrl());
    fields.put("moid", attempt.pgOrderNumber());
    fields.put("goodName", WireText.cutWithEllipsis(goods(order), 40));
    fields.put("buyerName", WireText.cut(name(order), 30));
    fields.put("buyerEmail", BuyerFields.emailOrPlaceholder(order.buyer()));
    fields.put("buyerTel", BuyerFields.tel(order.buyer()));
    fields.put("price", Long.toString(attempt.amount().minor()));
    fields.put("currency", "WON");
    if (attempt.channel().mode() == Mode.SANDBOX) {
      // INIAPI v1 documents no echo field. The sandbox reads this one, so that a tester's scenario
      // can name the shop's order number.
      fields.put("merchantData", order.orderNumber());
    }
    return fields;
  }

  /** Adds the fields that only a charge has. */
  static void putTerms(SequencedMap<String, String> fields, ChargeOrder order) {
    fields.put("cardQuota", String.format(Locale.ROOT, "%02d", order.quotaMonths()));
    fields.put("quotaInterest", "0");
    putTax(fields, order);
  }

  /** Adds the tax parts, where the shop named one. */
  static void putTax(SequencedMap<String, String> fields, ChargeOrder order) {
    Tax.of(order.vatAmount(), order.taxFree())
        .ifPresent(tax -> {
          tax.vat().ifPresent(vat -> fields.put("tax", vat));
          fields.put("taxFree", tax.taxFree());
        });
  }

  private static String goods(ChargeOrder order) {
    String clean = WireText.printable(order.name()).strip();
    return clean.isEmpty() ? order.orderNumber() : clean;
  }

  private static String name(ChargeOrder order) {
    return WireText.printable(BuyerFields.name(order.buyer())).strip();
  }
}

package dev.naru.hub.billing;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A charge in two forms: the one that the hub records, and the one that the PG gets. Values that
 * the merchant left out are filled in (spec/rest-api.md §4.5.2, spec/pg-rules.md §2.7).
 */
record ChargePlan(NewCharge charge, ChargeOrder order) {

  /** The buyer for a PG that requires one, if the merchant has named none. */
  private static final WindowRequest.Buyer NEUTRAL =
      new WindowRequest.Buyer("구매자", "010-0000-0000", "buyer@example.com");

  /**
   * The key or card that is charged, and its channel.
   *
   * @param customerKey the key's customer key; null for a card that isn't stored
   * @param holder the holder of the key, whose values fill in what the order lacks
   * @param issuedFor the name of the order that the key was issued with
   */
  record ChargeSource(
      Channel channel,
      PayMethod method,
      @Nullable String customerKey,
      Buyer holder,
      @Nullable String issuedFor) {}

  /**
   * The reason of a charge.
   *
   * @param usage what the key was used for, in V1's words ({@code customer_uid_usage})
   * @param tellsFailure whether the merchant gets a webhook of a failure too
   * @param keySlot the month for which the charge counts, if the PG allows one a month; null
   *     otherwise
   */
  record ChargeContext(
      @Nullable String usage,
      boolean tellsFailure,
      @Nullable String keySlot,
      @Nullable Precondition precondition) {

    static final String PAYMENT = "payment";
    private static final String SCHEDULED = "payment.scheduled";

    /** A charge that a call of the merchant requests. */
    static ChargeContext call(@Nullable String usage) {
      return new ChargeContext(usage, false, null, null);
    }

    /** A charge of a schedule that has fallen due. */
    static ChargeContext scheduled(Precondition once) {
      return new ChargeContext(SCHEDULED, true, null, once);
    }

    /** A charge of a schedule that the merchant wants now; the call's answer reports a failure. */
    static ChargeContext retry(Precondition once) {
      return new ChargeContext(SCHEDULED, false, null, once);
    }

    ChargeContext inMonth(@Nullable String slot) {
      return new ChargeContext(usage, tellsFailure, slot, precondition);
    }
  }

  static ChargePlan of(
      Merchant merchant, ChargeSource source, ApiOrder order, ChargeContext context) {
    PgRules rules = new PgRules(merchant, source.channel());
    Buyer buyer = filled(order.buyer(), source.holder());
    String name = name(order, source);
    var payment =
        new NewPayment(
            source.channel(),
            order.orderNumber(),
            source.method(),
            "api",
            name,
            order.amount(),
            order.taxFreeMinor(),
            order.vatMinor(),
            false,
            buyer,
            order.customData(),
            order.userAgent(),
            order.noticeUrls(),
            null,
            source.customerKey(),
            merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL));
    var charge =
        new NewCharge(
            merchant,
            payment,
            rules.get("api.provider_code").orElse(source.channel().provider()),
            context.usage(),
            context.tellsFailure(),
            context.keySlot(),
            context.precondition());
    boolean insists = rules.get("api.missing_name").isPresent();
    return new ChargePlan(
        charge,
        new ChargeOrder(
            order.orderNumber(),
            name,
            told(buyer, insists),
            order.cardQuota(),
            order.taxFreeMinor(),
            order.vatMinor()));
  }

  /**
   * V1's text if the merchant's settings require an order name that is missing; empty otherwise.
   */
  static Optional<String> nameMissing(Merchant merchant, Channel channel, ApiOrder order) {
    boolean missing = order.name() == null || order.name().isBlank();
    return missing && new PgRules(merchant, channel).is("api.missing_name", "reject")
        ? Optional.of(channel.brand() + " 빌링결제는 상품명이 필수입니다.")
        : Optional.empty();
  }

  private static String name(ApiOrder order, ChargeSource source) {
    String name = order.name();
    if (name != null && !name.isBlank()) {
      return name;
    }
    String before = source.issuedFor();
    return before == null || before.isBlank() ? order.orderNumber() : before;
  }

  private static Buyer filled(Buyer given, Buyer holder) {
    return new Buyer(
        or(given.name(), holder.name()),
        or(given.email(), holder.email()),
        or(given.tel(), holder.tel()),
        or(given.addr(), holder.addr()),
        or(given.postcode(), holder.postcode()));
  }

  /** The buyer in the form that the PG gets. */
  static WindowRequest.Buyer told(Buyer buyer, boolean insists) {
    return new WindowRequest.Buyer(
        orEmpty(or(buyer.name(), insists ? NEUTRAL.name() : null)),
        orEmpty(or(buyer.tel(), insists ? NEUTRAL.tel() : null)),
        orEmpty(or(buyer.email(), insists ? NEUTRAL.email() : null)));
  }

  private static @Nullable String or(@Nullable String text, @Nullable String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

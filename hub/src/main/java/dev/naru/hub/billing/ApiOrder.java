package dev.naru.hub.billing;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Charges.ChargeContext;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A charge that the merchant's server requests (spec/rest-api.md §4.5). A value that the server
 * didn't send is null; {@link #charge} fills in what record and PG need (spec/rest-api.md §4.5.2,
 * spec/pg-rules.md §2.7).
 *
 * @param amount more than 0
 * @param taxFreeMinor the tax-free part in minor units
 * @param vatMinor VAT in minor units
 * @param cardQuota months of instalment, 0 for a lump sum
 * @param noticeUrls the addresses of this charge's webhooks in place of the merchant's own address
 * @param userAgent the {@code User-Agent} of the calling program
 */
public record ApiOrder(
    String orderNumber,
    Money amount,
    @Nullable String name,
    Buyer buyer,
    @Nullable Long taxFreeMinor,
    @Nullable Long vatMinor,
    int cardQuota,
    @Nullable String customData,
    List<String> noticeUrls,
    @Nullable String userAgent) {

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

  public ApiOrder {
    noticeUrls = List.copyOf(noticeUrls);
  }

  /** An order without a caller's address, for a charge that no call makes at the moment. */
  public ApiOrder(
      String orderNumber,
      Money amount,
      @Nullable String name,
      Buyer buyer,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      int cardQuota,
      @Nullable String customData,
      List<String> noticeUrls) {
    this(
        orderNumber,
        amount,
        name,
        buyer,
        taxFreeMinor,
        vatMinor,
        cardQuota,
        customData,
        noticeUrls,
        null);
  }

  public ApiOrder by(@Nullable String caller) {
    return new ApiOrder(
        orderNumber,
        amount,
        name,
        buyer,
        taxFreeMinor,
        vatMinor,
        cardQuota,
        customData,
        noticeUrls,
        caller);
  }

  /** The charge of this order; what the merchant left out is filled in. */
  NewCharge charge(Merchant merchant, ChargeSource source, ChargeContext context) {
    PgRules rules = new PgRules(merchant, source.channel());
    Buyer filled = filled(buyer, source.holder());
    String name = name(source);
    var payment =
        new NewPayment(
            source.channel(),
            orderNumber,
            source.method(),
            "api",
            name,
            amount,
            taxFreeMinor,
            vatMinor,
            false,
            filled,
            customData,
            userAgent,
            noticeUrls,
            null,
            source.customerKey(),
            merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL));
    boolean insists = rules.get("api.missing_name").isPresent();
    return new NewCharge(
        merchant,
        payment,
        new ChargeOrder(
            orderNumber, name, told(filled, insists), cardQuota, taxFreeMinor, vatMinor),
        rules.get("api.provider_code").orElse(source.channel().provider()),
        context);
  }

  /**
   * V1's text if the merchant's settings require an order name and this order has none; empty
   * otherwise.
   */
  Optional<String> nameMissing(Merchant merchant, Channel channel) {
    boolean missing = name == null || name.isBlank();
    return missing && new PgRules(merchant, channel).is("api.missing_name", "reject")
        ? Optional.of(channel.brand() + " 빌링결제는 상품명이 필수입니다.")
        : Optional.empty();
  }

  private String name(ChargeSource source) {
    if (name != null && !name.isBlank()) {
      return name;
    }
    String before = source.issuedFor();
    return before == null || before.isBlank() ? orderNumber : before;
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

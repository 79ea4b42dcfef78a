package dev.naru.hub.billing;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Charges;
import dev.naru.pg.spi.CardData;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the charges that the merchant's server requests (spec/rest-api.md §4.5). Every method
 * blocks for the PG.
 */
public interface KeyCharges {

  /** Charges the billing key of a customer ({@code POST /subscribe/payments/again}). */
  Answer again(Merchant merchant, String customerKey, ApiOrder order);

  /**
   * Charges a card ({@code POST /subscribe/payments/onetime}).
   *
   * @param customerKey the customer key under which a billing key for the card is stored; null to
   *     store none
   * @param request which channel to use; only one that accepts card data counts
   * @param caller the address that the merchant's server called from, for the throttle
   */
  Answer onetime(
      Merchant merchant,
      ChannelRequest request,
      @Nullable String customerKey,
      CardData card,
      ApiOrder order,
      String caller);

  /** The result of a charge. */
  sealed interface Answer {

    /** The charge was begun, and its payment is on record. */
    record Made(Charges.Recorded result) implements Answer {}

    /** The order was paid, or is being paid. */
    record OrderTaken() implements Answer {}

    record UnknownCustomer() implements Answer {}

    /** No channel of the merchant can make the charge, or the key's own channel can't. */
    record NoApiChannel() implements Answer {}

    /** The {@code channel_key} isn't one of the merchant's. */
    record UnknownChannelKey() implements Answer {}

    /**
     * A rule of the hub or of the key's PG forbids the charge; nothing was entered.
     *
     * @param text the reason, for people
     */
    record Refused(String text) implements Answer {}

    /**
     * The merchant's settings require an order name, which is missing.
     *
     * @param text V1's text
     */
    record NameMissing(String text) implements Answer {}

    /** Card data were tried too often (G38). */
    record Throttled(Duration retryAfter) implements Answer {}
  }
}

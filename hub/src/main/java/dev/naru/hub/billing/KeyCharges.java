package dev.naru.hub.billing;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.PgError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Charges that the merchant's server asks for (spec/rest-api.md §4.5). Blocks for the PG. */
public interface KeyCharges {

  /** {@code POST /subscribe/payments/again}: with the key of {@code customerKey}. */
  Answer again(Merchant merchant, String customerKey, ApiOrder order);

  /**
   * {@code POST /subscribe/payments/onetime}: with a card.
   *
   * @param customerKey what the key is called that is kept of it; null to keep nothing
   * @param request which channel; only one that takes card data counts
   * @param caller the address that the merchant's server called from, for the throttle
   */
  Answer onetime(
      Merchant merchant,
      ChannelRequest request,
      @Nullable String customerKey,
      CardData card,
      ApiOrder order,
      String caller);

  /** How it ended. */
  sealed interface Answer {

    /**
     * Charged, and on record.
     *
     * @param payment as it stands; null for whoever must read it
     */
    record Charged(String paymentNumber, @Nullable Payment payment) implements Answer {}

    /**
     * A failed payment is on record.
     *
     * @param error empty code where the PG wasn't asked
     * @param beforeCharge the card's data were refused, before any charge was asked for
     */
    record Declined(String paymentNumber, PgError error, boolean beforeCharge) implements Answer {}

    /** The PG could not be reached: nothing was charged, and the order is free again. */
    record NotSent() implements Answer {}

    /** The PG's answer is unknown; the merchant is told by webhook when it is settled. */
    record Unresolved(String paymentNumber) implements Answer {}

    /** The order was paid, or is being paid. */
    record OrderTaken() implements Answer {}

    record UnknownCustomer() implements Answer {}

    /** No channel of the merchant can do it, or the key's own channel can't. */
    record NoApiChannel() implements Answer {}

    /** The {@code channel_key} isn't one of the merchant's. */
    record UnknownChannelKey() implements Answer {}

    /**
     * A rule of the hub's or of the key's PG forbids it; nothing was entered. {@code text} is for
     * people.
     */
    record Refused(String text) implements Answer {}

    /** The merchant wants an order name asked for. {@code text} is V1's. */
    record NameMissing(String text) implements Answer {}

    /** Card data were tried too often (G38). */
    record Throttled(Duration retryAfter) implements Answer {}
  }
}

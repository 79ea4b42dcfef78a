package dev.naru.hub.billing;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.PgError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The merchants' billing keys (spec/rest-api.md §4.4). A merchant sees only its own (G31). */
public interface BillingKeys {

  /**
   * Issues a key for a card; replaces the customer's present key. No money moves. Blocks for the
   * PG.
   *
   * @param caller the address that the merchant's server called from, for the throttle
   */
  Issue issue(Merchant merchant, NewKey key, CardData card, String caller);

  /**
   * Issues a key like {@link #issue}, but first charges the card and refunds the charge in any case
   * (spec/rest-api.md §4.6.3). A card whose charge is refused gets no key.
   *
   * @param checkingMinor the amount in won; 0 for no charge
   */
  Issue issueChecked(
      Merchant merchant, NewKey key, CardData card, String caller, long checkingMinor);

  /**
   * A key to issue.
   *
   * @param request which channel to use; only one that accepts card data counts
   * @param holder the person to whom the key belongs, as the merchant named them
   */
  record NewKey(
      String customerKey,
      ChannelRequest request,
      @Nullable String customerId,
      Payment.Buyer holder) {}

  /** The result of issuing. Only {@link Issued} changed anything. */
  sealed interface Issue {
    record Issued(BillingKey key) implements Issue {}

    /** The PG refused the card. */
    record Refused(PgError error) implements Issue {}

    /** The PG could not be reached: no key was issued. */
    record NotSent() implements Issue {}

    /** The PG gave no readable answer. The merchant may ask again. */
    record NoAnswer() implements Issue {}

    record NoApiChannel() implements Issue {}

    /** The {@code channel_key} isn't one of the merchant's. */
    record UnknownChannelKey() implements Issue {}

    /** Card data were tried too often (G38). */
    record Throttled(Duration retryAfter) implements Issue {}
  }

  Optional<BillingKey> find(long merchantId, String customerKey);

  /** The keys of these customers, in the given order; a customer without a key is left out. */
  List<BillingKey> findAll(long merchantId, List<String> customerKeys);

  /**
   * Deletes a key. The setting {@code billing.delete_with_pending_schedules} decides what happens
   * if schedules are pending.
   */
  Deletion delete(Merchant merchant, String customerKey);

  /**
   * Erases the holder of a customer's key; the key itself stays and can be charged.
   *
   * @return whether the customer has a key
   */
  boolean eraseHolder(long merchantId, String customerKey);

  /** The result of deleting. */
  sealed interface Deletion {
    record Deleted(BillingKey key) implements Deletion {}

    record Unknown() implements Deletion {}

    record HasPendingSchedules() implements Deletion {}
  }
}

package dev.naru.hub.billing;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Charges by key that are planned for later, for the schedule module: what speaks against a plan,
 * and the charge itself. Every method throws {@link org.springframework.dao.DataAccessException} if
 * the database is away.
 */
public interface ScheduledCharges {

  /** The terms of a key; empty if the channel it was issued on is gone. */
  Optional<Terms> termsOf(Merchant merchant, BillingKey key);

  /** What the merchant's settings and the PG's rules say about charges with one key. */
  interface Terms {

    /** V1's text if the merchant wants an order name asked for and the order has none. */
    Optional<String> nameMissing(ApiOrder order);

    /**
     * Why these charges, together and with those that the key had before, would break a rule of the
     * key's PG (spec/pg-rules.md §5). The text is for people; empty if they may be planned.
     */
    Optional<String> against(List<Planned> charges);
  }

  /** A charge that is to happen at a time. */
  record Planned(ApiOrder order, Instant at) {}

  /**
   * Charges now with a customer's key, as {@link KeyCharges#again} does. A refusal enters nothing.
   * Blocks for the PG.
   *
   * @param once what must happen in the commit that enters the payment, or else there is none; then
   *     the answer is {@link KeyCharges.Answer.OrderTaken}
   */
  KeyCharges.Answer retry(Merchant merchant, String customerKey, ApiOrder order, Precondition once);

  /**
   * Reads the keys of some customers at once, for charges that fall due at the same time.
   *
   * @param customerKeys may repeat; of those that don't exist the charge is refused
   */
  Due due(Merchant merchant, Collection<String> customerKeys);

  /** Charges of one merchant that are due. Thread-safe. */
  interface Due {

    /**
     * Charges. A refusal by a rule, a missing key or a taken order is entered as a failed payment,
     * whose webhook tells the merchant why. Blocks for the PG.
     *
     * @return {@link KeyCharges.Answer.NoApiChannel} if no channel is left to enter a payment for;
     *     nothing has happened then
     */
    KeyCharges.Answer execute(DueCharge charge);
  }

  /**
   * @param channelId of the key when the charge was planned; where the key is gone, its failed
   *     payment is entered for this channel
   * @param method of the key when the charge was planned
   * @param once what must happen in the commit that enters the payment, or else there is none
   */
  record DueCharge(
      String customerKey, long channelId, PayMethod method, ApiOrder order, Precondition once) {}
}

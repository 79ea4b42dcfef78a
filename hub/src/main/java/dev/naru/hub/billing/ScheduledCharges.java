package dev.naru.hub.billing;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Charges by key that are planned for later, for the schedule module: checks a plan, and makes the
 * charges. Every method throws {@link org.springframework.dao.DataAccessException} if the database
 * is away.
 */
public interface ScheduledCharges {

  /** The terms of a key; empty if the channel it was issued on is gone. */
  Optional<Terms> termsOf(Merchant merchant, BillingKey key);

  /** What the merchant's settings and the PG's rules say about charges with one key. */
  interface Terms {

    /**
     * V1's text if the merchant's settings require an order name and the order has none; empty
     * otherwise.
     */
    Optional<String> nameMissing(ApiOrder order);

    /**
     * The reason why these charges, together with the key's earlier ones, would break a rule of the
     * key's PG (spec/pg-rules.md §5). It is a text for people; empty if the charges may be planned.
     */
    Optional<String> against(List<Planned> charges);
  }

  /** A charge and the time for which it is planned. */
  record Planned(ApiOrder order, Instant at) {}

  /**
   * Charges a customer's key now, like {@link KeyCharges#again}. A refusal enters nothing. Blocks
   * for the PG.
   *
   * @param once a change that the commit of the payment must make; if it can't, nothing is entered
   *     and the answer is {@link KeyCharges.Answer.OrderTaken}
   */
  KeyCharges.Answer retry(Merchant merchant, String customerKey, ApiOrder order, Precondition once);

  /**
   * Reads the keys of some customers at once, for charges that fall due at the same time.
   *
   * @param customerKeys may contain a key twice; charges of keys that don't exist are refused
   */
  Due due(Merchant merchant, Collection<String> customerKeys);

  /** Charges of one merchant that are due. Thread-safe. */
  interface Due {

    /**
     * Makes a charge. A refusal by a rule, a missing key or a taken order is entered as a failed
     * payment, whose webhook tells the reason. Blocks for the PG.
     *
     * @return {@link KeyCharges.Answer.NoApiChannel} if no channel is left for which a payment
     *     could be entered; nothing has happened then
     */
    KeyCharges.Answer execute(DueCharge charge);
  }

  /**
   * A charge that is due.
   *
   * @param channelId the key's channel when the charge was planned; if the key is gone, the failed
   *     payment is entered for this channel
   * @param method the key's pay method when the charge was planned
   * @param once a change that the commit of the payment must make; if it can't, nothing is entered
   */
  record DueCharge(
      String customerKey, long channelId, PayMethod method, ApiOrder order, Precondition once) {}
}

package dev.naru.hub.payment;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PgError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charges from server to server, in the three steps of every payment: store the intent, call the
 * PG, store the outcome. Two charges of one order never reach the PG together (G14).
 */
public interface Charges {

  /**
   * Charges a billing key. The PG must support it ({@code ChargesBillingKey}).
   *
   * @param keys at least one; if a charge with one is declined, the next one is charged
   */
  Result byKey(NewCharge charge, List<KeyToCharge> keys);

  /**
   * A key to charge, with what to do when its outcome is known and the payment is still under way.
   *
   * @param worked runs when a charge with the key succeeded
   * @param declined runs when a charge with the key was declined
   */
  record KeyToCharge(IssuedKey key, Runnable worked, Runnable declined) {
    public KeyToCharge(IssuedKey key) {
      this(key, () -> {}, () -> {});
    }
  }

  /** Charges a card once and stores nothing of it. The PG must support it ({@code KeysIn}). */
  Result byCard(NewCharge charge, CardData card);

  /**
   * Issues a billing key for a card and makes its first charge. The key is stored if the charge
   * stands.
   */
  Result byCardForKey(NewCharge charge, CardData card);

  /**
   * Charges a key to check it, and refunds the whole charge. The payment ends as failed in any
   * case, and no webhook is sent.
   *
   * @return {@link Recorded.Paid} when the charge succeeded and was refunded
   */
  Result check(NewCharge charge, IssuedKey key);

  /**
   * Enters a charge that is refused before any PG is called, as a failed payment with its
   * precondition and its webhook.
   */
  Result refuse(NewCharge charge, String reason);

  /**
   * A validated charge that the merchant's server requests (spec/rest-api.md §4.5).
   *
   * @param payment the payment, with device {@code api}; its {@code customerKey} is the key that is
   *     charged or stored
   * @param order the same order as the PG hears it
   * @param provider V1's {@code pg_provider}
   */
  record NewCharge(
      Merchant merchant,
      NewPayment payment,
      ChargeOrder order,
      String provider,
      ChargeContext context) {}

  /**
   * The reason of a charge.
   *
   * @param usage what a key was used for, in V1's words ({@code customer_uid_usage}); null without
   *     a key
   * @param tellsFailure whether the merchant gets a webhook of a failure too
   * @param keySlot the month for which this charge of the key counts, if the PG allows one a month;
   *     null otherwise
   * @param precondition a change that must succeed for the charge to begin; null for none
   */
  record ChargeContext(
      @Nullable String usage,
      boolean tellsFailure,
      @Nullable String keySlot,
      @Nullable Precondition precondition) {

    /** A payment without a key. The caller's answer, or the buyer's page, reports a failure. */
    public static final ChargeContext WITHOUT_KEY = new ChargeContext(null, false, null, null);

    /** A charge of a key that a call of the merchant requests; the answer reports a failure. */
    public static final ChargeContext CALL = new ChargeContext("payment", false, null, null);

    private static final String SCHEDULED = "payment.scheduled";

    /** A charge of a schedule that has fallen due. */
    public static ChargeContext scheduled(Precondition once) {
      return new ChargeContext(SCHEDULED, true, null, once);
    }

    /** A charge of a schedule that the merchant wants now; the call's answer reports a failure. */
    public static ChargeContext retry(Precondition once) {
      return new ChargeContext(SCHEDULED, false, null, once);
    }

    public ChargeContext inMonth(@Nullable String slot) {
      return new ChargeContext(usage, tellsFailure, slot, precondition);
    }
  }

  /**
   * A change of another module on which a charge depends. It is made in the commit that enters the
   * payment, and the payment is entered only if it changed something. So a schedule can't be
   * executed twice, nor be both executed and revoked (G15).
   *
   * @param sql an {@code update ... returning 1} that may stand in a {@code with}; besides its own
   *     parameters it may use {@code merchant, paymentNumber, now}
   * @param params its own parameters, whose names begin with {@code condition}
   */
  record Precondition(String sql, Map<String, Object> params) {

    public Precondition {
      params = Map.copyOf(params);
    }
  }

  /** The fail reason of a payment that failed because the PG could not be reached. */
  String NOT_SENT = "PG사에 연결하지 못해 결제를 요청하지 못했습니다. 결제된 금액은 없습니다. 잠시 후 다시 시도해 주세요.";

  /** The result of a charge. */
  sealed interface Result {

    /** Another payment of the order is under way, or was paid. Nothing was entered. */
    record OrderTaken() implements Result {}

    /** Another charge of the key counts for the same month. Nothing was entered. */
    record SlotTaken() implements Result {}

    /** The condition that the charge depends on no longer holds. Nothing was entered. */
    record PreconditionFailed() implements Result {}
  }

  /** The result of a charge whose payment is on record. */
  sealed interface Recorded extends Result {

    String paymentNumber();

    /**
     * The PG has charged, and the payment is on record.
     *
     * @param payment the payment; null if the caller doesn't need it
     */
    record Paid(String paymentNumber, @Nullable Payment payment) implements Recorded {}

    /**
     * The PG certainly holds no money.
     *
     * @param error the refusal; its code is empty for a refusal by the hub
     * @param beforeCharge true if the card's data were refused before any charge was requested
     */
    record Declined(String paymentNumber, PgError error, boolean beforeCharge)
        implements Recorded {}

    /**
     * The request surely never reached the PG: nothing was charged, a failed payment is on record,
     * and the order is free again.
     */
    record NotSent(String paymentNumber) implements Recorded {}

    /**
     * The outcome is unknown. The {@link Janitor} will find it out, and the merchant then gets a
     * webhook.
     */
    record Unresolved(String paymentNumber) implements Recorded {}
  }
}

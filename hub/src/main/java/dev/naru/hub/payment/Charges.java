package dev.naru.hub.payment;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.webhook.WebhookEvent;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PgError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charges from server to server, in the three steps of every payment: the intent, the PG, what came
 * of it. Two charges of one order never reach the PG together (G14).
 */
public interface Charges {

  /**
   * Charges what a billing key stands for. The PG must be able to ({@code ChargesBillingKey}).
   *
   * @param keys at least one; where a charge with one is declined, the next one is charged
   */
  Result byKey(NewCharge charge, ChargeOrder order, List<KeyToCharge> keys);

  /**
   * A key, and who is told what became of it while the payment is still under way.
   *
   * @param worked a charge with it succeeded
   * @param declined a charge with it was declined
   */
  record KeyToCharge(IssuedKey key, Runnable worked, Runnable declined) {
    public KeyToCharge(IssuedKey key) {
      this(key, () -> {}, () -> {});
    }
  }

  /** Charges a card once and keeps nothing of it. The PG must be able to ({@code KeysIn}). */
  Result byCard(NewCharge charge, ChargeOrder order, CardData card);

  /**
   * Issues a billing key for a card and makes its first charge. The key is kept when the charge
   * stands.
   */
  Result byCardForKey(NewCharge charge, ChargeOrder order, CardData card);

  /**
   * Charges what a key stands for to see whether that works, and gives it all back. The payment
   * ends as failed in any case, and nobody is told of it.
   *
   * @return {@link Result.Paid} when it worked and nothing is held any more
   */
  Result check(NewCharge charge, ChargeOrder order, IssuedKey key);

  /**
   * Enters a charge that is refused before any PG hears of it, as a failed payment, with its
   * precondition and its webhook.
   */
  Result refuse(NewCharge charge, String reason);

  /**
   * A charge that the merchant's server asks for, validated (spec/rest-api.md §4.5).
   *
   * @param payment with device {@code api}; its {@code customerKey} is the key charged or kept
   * @param provider what V1 is to be told as {@code pg_provider}
   * @param customerKeyUsage V1's word: {@code payment}, {@code payment.scheduled}; null without a
   *     key
   * @param tellsFailure whether the merchant hears by webhook of a failure too
   * @param keySlot the month of the key that this charge counts to, where one a month is the rule;
   *     null where there is none
   * @param precondition what must happen for it to begin; null for nothing
   */
  record NewCharge(
      Merchant merchant,
      NewPayment payment,
      String provider,
      @Nullable String customerKeyUsage,
      boolean tellsFailure,
      @Nullable String keySlot,
      @Nullable Precondition precondition) {

    /** The event that webhooks tell when its payment comes to that state. */
    public WebhookEvent event(String paymentNumber, PaymentState state) {
      return new WebhookEvent(
          paymentNumber, payment.orderNumber(), state.v1Status(), null, payment.noticeUrls(), true);
    }
  }

  /**
   * A change of another module's that a charge depends on: it happens in the commit that enters the
   * payment, and the payment is entered only if it changed something. So a schedule can't be
   * executed twice, nor be executed and revoked (G15).
   *
   * @param sql an {@code update ... returning 1} that may stand in a {@code with}; besides its own
   *     parameters it may use {@code merchant, paymentNumber, now}
   * @param params its own, by names that begin with {@code condition}
   */
  record Precondition(String sql, Map<String, Object> params) {

    public Precondition {
      params = Map.copyOf(params);
    }
  }

  /** What the merchant reads of a payment that failed because the PG could not be reached. */
  String NOT_SENT = "PG사에 연결하지 못해 결제를 요청하지 못했습니다. 결제된 금액은 없습니다. 잠시 후 다시 시도해 주세요.";

  /** How it ended. */
  sealed interface Result {

    /**
     * Charged, and on record.
     *
     * @param payment as it stands; null where the caller has no use for it
     */
    record Paid(String paymentNumber, @Nullable Payment payment) implements Result {}

    /**
     * The PG certainly holds no money of it.
     *
     * @param error empty code for a refusal of our own
     * @param beforeCharge the card's data were refused, before any charge was asked for
     */
    record Declined(String paymentNumber, PgError error, boolean beforeCharge) implements Result {}

    /**
     * The PG surely heard of nothing: nothing was charged, a failed payment is on record, and the
     * order is free again.
     */
    record NotSent(String paymentNumber) implements Result {}

    /** The PG's answer is unknown; the janitor will find out, and the merchant is told then. */
    record Unresolved(String paymentNumber) implements Result {}

    /** Another payment of the order is under way, or was paid. Nothing was entered. */
    record OrderTaken() implements Result {}

    /** Another charge of the key counts to the same month. Nothing was entered. */
    record SlotTaken() implements Result {}

    /** The condition that the charge depends on no longer holds. Nothing was entered. */
    record PreconditionFailed() implements Result {}
  }
}

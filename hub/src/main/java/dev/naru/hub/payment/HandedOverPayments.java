package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Enters payments that were made through another hub, so that this hub can find and cancel them. No
 * PG is asked and no webhook is sent. Call it in a transaction, because only then a payment that
 * stands twice in one file is noticed. Throws {@link org.springframework.dao.DataAccessException}
 * when the database is away.
 */
public interface HandedOverPayments {

  HandedOver enter(Past payment);

  /**
   * A payment that has ended.
   *
   * @param paymentNumber the number by which shops ask for it
   * @param numberIsNew whether the number was just drawn because the payment had none
   * @param state {@code PAID}, {@code CANCELLED} or {@code FAILED}
   * @param pgTid the PG's number of the charge; null only for a failed payment
   * @param pgOrderNumber the order number that the PG was given
   * @param cancelledMinor how much of {@code amount} is cancelled, in minor units; more than 0
   *     exactly if the state is {@code CANCELLED}
   * @param endedAt when the payment was paid, or failed
   * @param cancelledAt when the last part was cancelled; null unless the state is {@code CANCELLED}
   * @param failReason the reason of a failed payment; null for the others
   */
  record Past(
      Channel channel,
      String paymentNumber,
      boolean numberIsNew,
      String orderNumber,
      PaymentState state,
      @Nullable String pgTid,
      @Nullable String pgOrderNumber,
      PayMethod method,
      @Nullable String name,
      Money amount,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      long cancelledMinor,
      Instant startedAt,
      Instant endedAt,
      @Nullable Instant cancelledAt,
      String applyNum,
      @Nullable CardUsed card,
      Buyer buyer,
      @Nullable String customerKey,
      @Nullable String customData,
      @Nullable String failReason) {

    /** Whether the PG holds, or held, money of this payment. */
    public boolean isCharged() {
      return state != PaymentState.FAILED;
    }

    /** Whether the payment is wholly cancelled, so that the order may have been paid again. */
    public boolean isWhollyCancelled() {
      return cancelledMinor == amount.minor();
    }
  }
}

package dev.naru.hub.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a payment. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Timeline {

  /** The merchant of a payment; empty when no payment has this number. */
  Optional<Long> merchantOf(String paymentNumber);

  /** The payment's steps, oldest first. */
  List<Step> of(long merchantId, String paymentNumber);

  /** What was asked of the PG for the payment, oldest first, as far as it is kept. */
  List<Call> calls(long merchantId, String paymentNumber);

  /**
   * A call to a PG.
   *
   * @param kind {@code approve}, {@code charge}, {@code cancel}, {@code account} or {@code revoke}
   * @param amountMinor of the approval, charge or cancel, in minor units of the payment's currency
   * @param endedAt when it was known how it ended; null while nobody knows
   * @param outcome how it ended, in one word; null while nobody knows
   * @param answer what came of the last look at a call in doubt, in words, without secrets; null
   *     for one that never was in doubt
   * @param looks how often it was taken up again
   */
  record Call(
      String kind,
      long amountMinor,
      Instant askedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome,
      @Nullable String answer,
      int looks) {}

  /**
   * A line of the journal.
   *
   * @param what happened, in one word
   * @param detail without secrets
   */
  record Step(Instant at, String what, String detail) {}
}

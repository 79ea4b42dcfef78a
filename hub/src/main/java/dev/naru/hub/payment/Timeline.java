package dev.naru.hub.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happened to a payment. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Timeline {

  /** The merchant of a payment; empty when no payment has this number. */
  Optional<Long> merchantOf(String paymentNumber);

  /** The payment's steps, oldest first. */
  List<Step> of(long merchantId, String paymentNumber);

  /** The calls to the PG for the payment, oldest first, as far as they are still stored. */
  List<Call> calls(long merchantId, String paymentNumber);

  /**
   * A call to a PG.
   *
   * @param kind {@code approve}, {@code charge}, {@code cancel}, {@code account} or {@code revoke}
   * @param amountMinor the amount of the approval, charge or cancel, in minor units of the
   *     payment's currency
   * @param endedAt when the outcome became known; null until then
   * @param outcome the outcome in one word; null while it is unknown
   * @param answer the result of the last question about a call whose outcome was unknown, in words,
   *     without secrets; null if the outcome was never unknown
   * @param looks how often the hub has asked about it again
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
   * @param what the kind of event, in one word
   * @param detail further words, without secrets
   */
  record Step(Instant at, String what, String detail) {}
}

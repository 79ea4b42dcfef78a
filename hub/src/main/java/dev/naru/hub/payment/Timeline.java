package dev.naru.hub.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a payment, for the hub's operator. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Timeline {

  /** The merchant of a payment; empty when no payment has this number. */
  Optional<Long> merchantOf(String paymentNumber);

  /** The payment's steps, oldest first. */
  List<Step> of(long merchantId, String paymentNumber);

  /**
   * A line of the journal.
   *
   * @param what happened, in one word
   * @param detail without secrets
   */
  record Step(Instant at, String what, String detail) {}
}

package dev.naru.hub.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payments of a billing key. A merchant sees only its own (G31). */
public interface KeyPayments {

  /**
   * What was paid, or tried, with a billing key, its issue included, newest first.
   *
   * @param from by the start of the payment, included; null for no limit
   * @param to by the start of the payment, included; null for no limit
   * @param page from 1
   */
  Page ofKey(
      long merchantId,
      String customerKey,
      @Nullable Instant from,
      @Nullable Instant to,
      int page,
      int limit);

  /** One page of what was asked for, and how many there are in all. */
  record Page(long total, List<Payment> list) {}
}

package dev.naru.hub.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payments of a billing key. A merchant sees only its own (G31). */
public interface KeyPayments {

  /**
   * The payments of a billing key, also its issue and failed ones, newest first.
   *
   * @param from the earliest start of a payment, included; null for no limit
   * @param to the latest start of a payment, included; null for no limit
   * @param page the page's number, from 1
   */
  Page ofKey(
      long merchantId,
      String customerKey,
      @Nullable Instant from,
      @Nullable Instant to,
      int page,
      int limit);

  /** One page of payments, and how many match in all. */
  record Page(long total, List<Payment> list) {}
}

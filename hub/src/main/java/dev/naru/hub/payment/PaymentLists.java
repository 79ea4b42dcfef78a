package dev.naru.hub.payment;

import dev.naru.hub.payment.Payments.Sorting;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Lists of a merchant's payments, a page at a time (spec/rest-api.md §1.7). A merchant sees only
 * its own (G31). Every method throws {@link org.springframework.dao.DataAccessException} when the
 * database is away.
 */
public interface PaymentLists {

  /**
   * All payments of an order.
   *
   * @param states empty for any
   */
  Page ofOrder(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting, Part part);

  /**
   * Payments by the time of their present status: when each was paid, failed or cancelled, or else
   * when it began.
   *
   * @param states empty for any
   * @param from included
   * @param to included
   */
  Page inTime(
      long merchantId,
      Set<PaymentState> states,
      Instant from,
      Instant to,
      Sorting sorting,
      Part part);

  /**
   * A part of a list.
   *
   * @param page the page's number, from 1
   * @param limit how many payments a page has at most
   */
  record Part(int page, int limit) {

    /** How many payments of the list come before this page. */
    public long offset() {
      return (long) limit * (page - 1);
    }
  }

  /** One page of payments, and how many match in all. */
  record Page(long total, List<Payment> list) {}
}

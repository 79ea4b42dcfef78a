package dev.naru.hub.receipt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cash receipt that a PG has issued.
 *
 * @param receiptTid the PG's number of it
 * @param applyNum the tax office's approval number
 * @param forCompany whether a company proves an expense; else a person's income deduction
 * @param url a page that shows it; null if there is none
 * @param cancelledAt null while it holds
 */
public record Receipt(
    Subject subject,
    String receiptTid,
    String applyNum,
    boolean forCompany,
    long amountMinor,
    long vatMinor,
    @Nullable String url,
    Instant appliedAt,
    @Nullable Instant cancelledAt) {

  /**
   * What a receipt is for.
   *
   * @param number the payment's number, or the order's of a deal outside the hub
   */
  public record Subject(Kind kind, String number) {

    public static Subject ofPayment(String paymentNumber) {
      return new Subject(Kind.PAYMENT, paymentNumber);
    }

    public static Subject ofOrder(String orderNumber) {
      return new Subject(Kind.ORDER, orderNumber);
    }
  }

  /** Whether the hub has a payment of it. */
  public enum Kind {
    PAYMENT,
    ORDER
  }
}

package dev.naru.hub.receipt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cash receipt that a PG has issued.
 *
 * @param receiptTid the PG's number of the receipt
 * @param applyNum the tax office's approval number
 * @param forCompany true for a company's proof of an expense, false for a person's income deduction
 * @param url a page that shows the receipt; null if there is none
 * @param cancelledAt null while the receipt is valid
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
   * @param number the payment number; for a deal outside the hub, the order number
   */
  public record Subject(Kind kind, String number) {

    public static Subject ofPayment(String paymentNumber) {
      return new Subject(Kind.PAYMENT, paymentNumber);
    }

    public static Subject ofOrder(String orderNumber) {
      return new Subject(Kind.ORDER, orderNumber);
    }
  }

  /** Whether the receipt is for one of the hub's payments, or for a deal outside the hub. */
  public enum Kind {
    PAYMENT,
    ORDER
  }
}

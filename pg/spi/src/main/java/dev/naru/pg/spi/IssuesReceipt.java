package dev.naru.pg.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A PG that issues cash receipts for the merchant's server, and cancels them. */
public interface IssuesReceipt {

  /** Asks once for a receipt of the attempt's amount. No money moves. */
  ReceiptOutcome issueReceipt(PersistedAttempt attempt, ReceiptOrder order);

  /**
   * Asks once to cancel a receipt.
   *
   * @param receiptTid the PG's number of the receipt
   * @param reason never blank
   */
  Cancels.CancelOutcome cancelReceipt(PersistedAttempt attempt, String receiptTid, String reason);

  /**
   * What the receipt is for (spec/rest-api.md §4.9). The hub has validated it.
   *
   * @param orderNumber the merchant's order number, for fields that the PG only displays or returns
   * @param name order name, never empty
   * @param identifier digits of the telephone, card, resident or business number
   * @param forCompany true for a company's proof of an expense, false for a person's income
   *     deduction
   * @param vatMinor the VAT in the amount, in minor units
   */
  record ReceiptOrder(
      String orderNumber,
      String name,
      WindowRequest.Buyer buyer,
      Sensitive identifier,
      boolean forCompany,
      long vatMinor) {}

  /** The result of asking for a receipt. */
  sealed interface ReceiptOutcome {

    /**
     * The PG issued the receipt.
     *
     * @param receiptTid the PG's number of the receipt
     * @param applyNum the tax office's approval number
     * @param url a page that shows the receipt; null if there is none
     */
    record Issued(String receiptTid, String applyNum, @Nullable String url, Instant at)
        implements ReceiptOutcome {}

    /** The PG certainly issued none. */
    record Refused(PgError error) implements ReceiptOutcome {}

    /** The PG surely never got the request. */
    record NotSent(String reason) implements ReceiptOutcome {}

    /** The PG's answer timed out or is unreadable. */
    record Unknown(String reason) implements ReceiptOutcome {}
  }
}

package dev.naru.hub.receipt;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.receipt.Receipt.Subject;
import dev.naru.pg.spi.Sensitive;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cash receipts (spec/rest-api.md §4.9). Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Methods that call a PG
 * block for it, at most about 30 s.
 */
public interface Receipts {

  /** Issues a receipt for what is left of a payment. */
  Result issue(Merchant merchant, String paymentNumber, Wanted wanted);

  /** Issues a receipt for a deal outside the hub. */
  Result issue(Merchant merchant, Deal deal, Wanted wanted);

  /** The newest issued receipt; empty when there is none. */
  Optional<Receipt> find(long merchantId, Subject subject);

  /** All issued receipts, also cancelled ones, oldest first. */
  List<Receipt> all(long merchantId, Subject subject);

  Result cancel(Merchant merchant, Subject subject);

  /**
   * What the caller says about the receipt.
   *
   * @param identifier digits of the telephone, card, resident or business number; the caller closes
   *     it
   * @param taxFreeMinor the tax-free part in won; 0 for none
   * @param vatMinor the VAT in won; null for an eleventh of the taxed part, rounded
   */
  record Wanted(
      Sensitive identifier,
      boolean forCompany,
      Payment.Buyer buyer,
      long taxFreeMinor,
      @Nullable Long vatMinor) {}

  /**
   * A deal for which the hub has no payment.
   *
   * @param amountMinor in won
   */
  record Deal(String orderNumber, String name, long amountMinor, ChannelRequest channel) {}

  /** How a call ended. */
  sealed interface Result {

    /**
     * The call succeeded.
     *
     * @param receipt the receipt afterwards
     */
    record Done(Receipt receipt) implements Result {}

    /** The merchant has no such payment. */
    record NoPayment() implements Result {}

    /** The payment isn't paid, or its method has no receipts. */
    record NotPaid() implements Result {}

    /** The tax-free part and the VAT are more than the amount. */
    record BadParts() implements Result {}

    /** There is a receipt already, or a call about it is under way. */
    record Already() implements Result {}

    /** There is no receipt to cancel. */
    record NoReceipt() implements Result {}

    /** The PG can't issue receipts. */
    record NotSupported() implements Result {}

    record UnknownChannelKey() implements Result {}

    record Refused(String text) implements Result {}

    /** The PG's answer is unknown, or it could not be reached. */
    record NoAnswer() implements Result {}
  }
}

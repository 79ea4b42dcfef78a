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
 * org.springframework.dao.DataAccessException} when the database is away; those that ask a PG block
 * for it (at most about 30 s).
 */
public interface Receipts {

  /** Issues a receipt of what is left of a payment. */
  Result issue(Merchant merchant, String paymentNumber, Wanted wanted);

  /** Issues a receipt of a deal outside the hub. */
  Result issue(Merchant merchant, Deal deal, Wanted wanted);

  /** The newest receipt; empty when none was issued. */
  Optional<Receipt> find(long merchantId, Subject subject);

  /** All receipts that were issued, cancelled ones included, the oldest first. */
  List<Receipt> all(long merchantId, Subject subject);

  Result cancel(Merchant merchant, Subject subject);

  /**
   * What the caller says about the receipt.
   *
   * @param identifier digits; the caller closes it
   * @param taxFreeMinor 0 for nothing
   * @param vatMinor null for a tenth of what is taxed
   */
  record Wanted(
      Sensitive identifier,
      boolean forCompany,
      Payment.Buyer buyer,
      long taxFreeMinor,
      @Nullable Long vatMinor) {}

  /** A deal that the hub has no payment of; the amount in won. */
  record Deal(String orderNumber, String name, long amountMinor, ChannelRequest channel) {}

  /** How a call ended. */
  sealed interface Result {

    /** As it stands now. */
    record Done(Receipt receipt) implements Result {}

    /** No such payment. */
    record NoPayment() implements Result {}

    /** The payment isn't paid, or its method has no receipts. */
    record NotPaid() implements Result {}

    /** The parts of the amount exceed it. */
    record BadParts() implements Result {}

    /** There is a receipt already, or a call about it is under way. */
    record Already() implements Result {}

    /** There is no receipt to cancel. */
    record NoReceipt() implements Result {}

    /** The PG can't. */
    record NotSupported() implements Result {}

    record UnknownChannelKey() implements Result {}

    record Refused(String text) implements Result {}

    /** The PG's answer is unknown, or it could not be reached. */
    record NoAnswer() implements Result {}
  }
}

package dev.naru.pg.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a PG can do with each pay method. The coverage page is printed from this table. The hub does
 * not call the PG for an operation that the table lacks: a window, a cancel or a charge is refused,
 * and what became of a payment is neither asked nor undone by such a call.
 *
 * @param byMethod the operations of each method, in the order in which the methods are shown. Every
 *     method that an approval can report must have a row
 */
public record Capabilities(Map<PayMethod, Set<Operation>> byMethod) {

  /** The operations that a PG can support for a pay method. */
  public enum Operation {
    /** A window in a desktop browser. */
    PC_WINDOW,
    /** A window in a phone's browser. */
    MOBILE_WINDOW,
    /** A window that issues a billing key. */
    KEY_WINDOW,
    /** A refund of everything that is left of a payment. */
    CANCEL,
    /** A refund of a part. */
    PARTIAL_CANCEL,
    /** An inquiry about a transaction; see {@link Inquires}. */
    INQUIRY,
    /** Undoing an approval whose outcome is unknown; see {@link NetCancels}. */
    NET_CANCEL,
    /** A notice of a deposit into a virtual account; see {@link ReadsNotice}. */
    DEPOSIT_NOTICE,
    /** A charge with a billing key, from server to server. */
    KEY_CHARGE,
    /** A charge with card data from the merchant's server, or a billing key for such a card. */
    KEY_IN,
    /**
     * A virtual account for the merchant's server, without a window; see {@link
     * IssuesVirtualAccount}.
     */
    ACCOUNT_ISSUE,
    /** A cash receipt for the merchant's server; see {@link IssuesReceipt}. */
    RECEIPT,
    /** The registration of an escrow payment's delivery; see {@link RegistersDelivery}. */
    DELIVERY
  }

  public Capabilities {
    Map<PayMethod, Set<Operation>> copy = new LinkedHashMap<>();
    byMethod.forEach((method, operations) -> copy.put(method, Set.copyOf(operations)));
    byMethod = Collections.unmodifiableMap(copy);
  }

  /** Whether the operation is possible with the method. */
  public boolean can(PayMethod method, Operation operation) {
    return byMethod.getOrDefault(method, Set.of()).contains(operation);
  }

  /** Whether the operation is possible with some method. */
  public boolean can(Operation operation) {
    return byMethod.values().stream().anyMatch(operations -> operations.contains(operation));
  }
}

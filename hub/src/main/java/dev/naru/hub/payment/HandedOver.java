package dev.naru.hub.payment;

/**
 * The result of entering a payment, billing key or schedule that a PG or another hub has handed
 * over.
 */
public sealed interface HandedOver {

  /** The item was entered. */
  record Entered() implements HandedOver {}

  /** The same item was entered before; nothing was changed. */
  record There() implements HandedOver {}

  /**
   * The item can't be entered; nothing was changed.
   *
   * @param detail the value that {@link Reason} names; empty for none
   */
  record Refused(Reason reason, String detail) implements HandedOver {}

  /** The reasons why an item can't be entered, each with the detail that goes with it. */
  enum Reason {
    /** Another merchant's payment, or a different one, has this number. Detail: the number. */
    NUMBER_TAKEN,
    /** Another payment has this transaction of the PG. Detail: that payment's number. */
    TID_TAKEN,
    /** Another payment of this order is paid. Detail: that payment's number. */
    ORDER_PAID,
    /** The order is scheduled or paid here. */
    ORDER_TAKEN,
    /** The customer has another billing key here. */
    OTHER_KEY,
    /**
     * The channel's PG can't charge keys of this pay method without a window. Detail: the method.
     */
    NOT_CHARGEABLE,
    /** The values can't be a key of the PG. Detail: what a key looks like. */
    NO_KEY,
    /** The PG's keys are valid only at the hub that issued them. Detail: the PG's code. */
    KEYS_STAY,
    /** The customer has no billing key here. */
    UNKNOWN_CUSTOMER,
    /** The schedule's time is past. */
    PAST,
    /** A rule of the PG or the merchant forbids it. Detail: the rule's text. */
    RULE
  }
}

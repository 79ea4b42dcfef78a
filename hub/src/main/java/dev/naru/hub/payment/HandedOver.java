package dev.naru.hub.payment;

/** What became of one payment, billing key or schedule that a PG or another hub handed over. */
public sealed interface HandedOver {

  /** It is entered. */
  record Entered() implements HandedOver {}

  /** It has been here before, as it was handed over; nothing was changed. */
  record There() implements HandedOver {}

  /**
   * It can't be entered; nothing was changed.
   *
   * @param detail what stands in the way, for the reason's sentence; empty where there is nothing
   *     to name
   */
  record Refused(Reason reason, String detail) implements HandedOver {}

  /** Why something can't be entered. */
  enum Reason {
    /** A payment has this number, and it is another merchant's or differs; the number. */
    NUMBER_TAKEN,
    /** Another payment has this transaction of the PG; the payment's number. */
    TID_TAKEN,
    /** Another payment of this order is paid; the payment's number. */
    ORDER_PAID,
    /** The order is scheduled or paid here. */
    ORDER_TAKEN,
    /** The customer has another billing key here. */
    OTHER_KEY,
    /** By API, the channel's PG charges no keys of this pay method. The detail is the method. */
    NOT_CHARGEABLE,
    /** These values are no key of the PG. The detail is what a key looks like. */
    NO_KEY,
    /** The PG's keys are valid at one hub alone. The detail is the PG's code. */
    KEYS_STAY,
    /** The customer has no billing key here. */
    UNKNOWN_CUSTOMER,
    /** The time is past. */
    PAST,
    /** A rule of the PG or the merchant is against it; its text. */
    RULE
  }
}

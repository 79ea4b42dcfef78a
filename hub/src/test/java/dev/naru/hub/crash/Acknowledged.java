package dev.naru.hub.crash;

import java.util.Map;

/** What merchants were told is done, which nothing may undo. */
public interface Acknowledged {

  /** The order numbers that were acknowledged as paid, with their payments' numbers. */
  Map<String, String> paidOrders();

  /** What was acknowledged as given back of each payment, by its number, in won. */
  Map<String, Long> cancelled();
}

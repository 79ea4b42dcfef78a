package dev.naru.hub.crash;

import java.util.Map;

/** What merchants were told, which nothing may undo. */
public interface Told {

  /** The order numbers that were acknowledged as paid, with their payments' numbers. */
  Map<String, String> paidOrders();

  /** What was acknowledged as given back of each payment, by its number, in won. */
  Map<String, Long> cancelled();
}

package dev.naru.pg.spi;

import java.util.Map;
import java.util.Set;

/**
 * What a PG can do, by pay method. Data, so that the coverage page and the refusals before a window
 * come from one table.
 */
public record Capabilities(Map<PayMethod, Set<Operation>> byMethod) {

  /** What can be done with a payment of some method. */
  public enum Operation {
    PC_WINDOW,
    MOBILE_WINDOW,
    /** A window that issues a billing key. */
    KEY_WINDOW,
    CANCEL,
    PARTIAL_CANCEL,
    INQUIRY,
    NET_CANCEL,
    DEPOSIT_NOTICE,
    /** A charge with a billing key, from server to server. */
    KEY_CHARGE,
    /** A charge, or a billing key, by card data from the merchant's server. */
    KEY_IN
  }

  public Capabilities {
    byMethod = Map.copyOf(byMethod);
  }

  public boolean can(PayMethod method, Operation operation) {
    return byMethod.getOrDefault(method, Set.of()).contains(operation);
  }
}

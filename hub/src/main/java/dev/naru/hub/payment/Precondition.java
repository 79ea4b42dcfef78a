package dev.naru.hub.payment;

import java.util.Map;

/**
 * A change of another module's that a charge depends on: it happens in the commit that enters the
 * payment, and the payment is entered only if it changed something. So a schedule can't be executed
 * twice, nor be executed and revoked (G15).
 *
 * @param sql an {@code update ... returning 1} that may stand in a {@code with}; besides its own
 *     parameters it may use {@code merchant, paymentNumber, now}
 * @param params its own, by names that begin with {@code condition}
 */
public record Precondition(String sql, Map<String, Object> params) {

  public Precondition {
    params = Map.copyOf(params);
  }
}

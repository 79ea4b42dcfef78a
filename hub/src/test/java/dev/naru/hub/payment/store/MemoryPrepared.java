package dev.naru.hub.payment.store;

import dev.naru.hub.payment.PreparedAmounts;
import java.util.Optional;

/** {@link PreparedAmounts} in memory. */
public record MemoryPrepared(MemoryTables tables) implements PreparedAmounts {

  static String key(long merchantId, String orderNumber) {
    return merchantId + "/" + orderNumber;
  }

  @Override
  public Prepared put(long merchantId, Prepared prepared) {
    tables.prepared.put(key(merchantId, prepared.orderNumber()), prepared);
    return prepared;
  }

  @Override
  public boolean change(long merchantId, Prepared prepared) {
    return tables.prepared.replace(key(merchantId, prepared.orderNumber()), prepared) != null;
  }

  @Override
  public boolean putIfAbsent(long merchantId, Prepared prepared) {
    return tables.prepared.putIfAbsent(key(merchantId, prepared.orderNumber()), prepared) == null;
  }

  @Override
  public Optional<Prepared> find(long merchantId, String orderNumber) {
    return Optional.ofNullable(tables.prepared.get(key(merchantId, orderNumber)));
  }
}

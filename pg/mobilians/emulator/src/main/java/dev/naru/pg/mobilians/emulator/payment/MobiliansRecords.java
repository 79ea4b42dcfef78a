package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.sandbox.RecordStore;
import dev.naru.sandbox.kit.JsonRecords;
import java.util.Optional;

/**
 * Stores the trades and the auto-billing keys, so that they survive a {@code kill -9}. Every method
 * throws an unchecked exception when the database is away.
 */
public final class MobiliansRecords {

  private final JsonRecords<Trade> trades;
  private final JsonRecords<BillKey> keys;

  public MobiliansRecords(RecordStore store) {
    this.trades = new JsonRecords<>(store, Mobilians.PG, "trade", Trade.class);
    this.keys = new JsonRecords<>(store, Mobilians.PG, "key", BillKey.class);
  }

  /** Stores a trade; replaces the one with the same tid. */
  public void put(Trade trade) {
    trades.put(trade.tid(), trade);
  }

  /** The trade with this tid. */
  public Optional<Trade> trade(String tid) {
    return trades.get(tid);
  }

  /** Stores a key; replaces the same key's earlier record. */
  public void put(BillKey key) {
    keys.put(key.key(), key);
  }

  /** The key's record. */
  Optional<BillKey> key(String billKey) {
    return keys.get(billKey);
  }
}

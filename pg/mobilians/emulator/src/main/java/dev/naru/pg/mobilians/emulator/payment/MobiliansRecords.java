package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.sandbox.RecordStore;
import dev.naru.sandbox.kit.JsonRecords;
import java.util.Optional;

/** The trades and the auto-billing keys; they survive a {@code kill -9}. */
public final class MobiliansRecords {

  private final JsonRecords<Trade> trades;
  private final JsonRecords<BillKey> keys;

  public MobiliansRecords(RecordStore store) {
    this.trades = new JsonRecords<>(store, Mobilians.PG, "trade", Trade.class);
    this.keys = new JsonRecords<>(store, Mobilians.PG, "key", BillKey.class);
  }

  public void put(Trade trade) {
    trades.put(trade.tid(), trade);
  }

  public Optional<Trade> trade(String tid) {
    return trades.get(tid);
  }

  public void put(BillKey key) {
    keys.put(key.key(), key);
  }

  Optional<BillKey> key(String billKey) {
    return keys.get(billKey);
  }
}

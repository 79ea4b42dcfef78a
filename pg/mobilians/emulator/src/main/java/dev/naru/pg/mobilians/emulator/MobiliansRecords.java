package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.RecordStore;
import dev.naru.sandbox.kit.JsonRecords;
import java.util.Optional;

/** The trades and the auto-billing keys; they survive a {@code kill -9}. */
final class MobiliansRecords {

  private final JsonRecords<Trade> trades;
  private final JsonRecords<BillKey> keys;

  MobiliansRecords(RecordStore store) {
    this.trades = new JsonRecords<>(store, MobiliansEmulator.PG, "trade", Trade.class);
    this.keys = new JsonRecords<>(store, MobiliansEmulator.PG, "key", BillKey.class);
  }

  void put(Trade trade) {
    trades.put(trade.tid(), trade);
  }

  Optional<Trade> trade(String tid) {
    return trades.get(tid);
  }

  void put(BillKey key) {
    keys.put(key.key(), key);
  }

  Optional<BillKey> key(String billKey) {
    return keys.get(billKey);
  }
}

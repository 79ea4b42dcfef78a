package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Notes;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trades and the auto-billing keys, kept as JSON in the stage's notes: they survive a {@code
 * kill -9}.
 */
final class Notebook {

  static final JsonMapper JSON = JsonMapper.shared();

  private static final String KIND = "trade";
  private static final String KEY = "key";

  private final Notes notes;

  Notebook(Notes notes) {
    this.notes = notes;
  }

  void put(Trade trade) {
    notes.put(MobiliansEmulator.PG, KIND, trade.tid(), JSON.writeValueAsString(trade));
  }

  Optional<Trade> trade(String tid) {
    return notes
        .get(MobiliansEmulator.PG, KIND, tid)
        .map(note -> JSON.readValue(note, Trade.class));
  }

  void put(BillKey key) {
    notes.put(MobiliansEmulator.PG, KEY, key.key(), JSON.writeValueAsString(key));
  }

  Optional<BillKey> key(String billKey) {
    return notes
        .get(MobiliansEmulator.PG, KEY, billKey)
        .map(note -> JSON.readValue(note, BillKey.class));
  }
}

package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Notes;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The trades, kept as JSON in the stage's notes: they survive a {@code kill -9}. */
final class Notebook {

  static final JsonMapper JSON = JsonMapper.shared();

  private static final String KIND = "trade";

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
}

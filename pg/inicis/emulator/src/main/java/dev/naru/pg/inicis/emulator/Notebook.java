package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Notes;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The emulator's own records, kept as JSON in the stage's notes: they survive a {@code kill -9}.
 */
final class Notebook {

  /** The V1 provider code, under which everything is kept. */
  static final String PG = "html5_inicis";

  static final JsonMapper JSON = JsonMapper.shared();

  private final Notes notes;

  Notebook(Notes notes) {
    this.notes = notes;
  }

  void put(Window window) {
    notes.put(PG, "window", window.id(), JSON.writeValueAsString(window));
  }

  Optional<Window> window(String id) {
    return notes.get(PG, "window", id).map(n -> JSON.readValue(n, Window.class));
  }

  /** Changes a window under its row's lock. @return the window after it, if there is such a one */
  Optional<Window> change(String id, UnaryOperator<Window> change) {
    return notes
        .change(
            PG,
            "window",
            id,
            n -> JSON.writeValueAsString(change.apply(JSON.readValue(n, Window.class))))
        .map(n -> JSON.readValue(n, Window.class));
  }

  void put(Authentication authentication) {
    notes.put(PG, "authentication", authentication.id(), JSON.writeValueAsString(authentication));
  }

  Optional<Authentication> authentication(String id) {
    return notes.get(PG, "authentication", id).map(n -> JSON.readValue(n, Authentication.class));
  }

  /** Under the key's fingerprint, so that the key itself stands in no note. */
  void put(String key, BillKey about) {
    notes.put(PG, "billkey", Signatures.fingerprint(key), JSON.writeValueAsString(about));
  }

  Optional<BillKey> billKey(String key) {
    return notes
        .get(PG, "billkey", Signatures.fingerprint(key))
        .map(n -> JSON.readValue(n, BillKey.class));
  }

  /**
   * @param tid the account's issue
   */
  void put(String tid, Deposit deposit) {
    notes.put(PG, "deposit", tid, JSON.writeValueAsString(deposit));
  }

  Optional<Deposit> deposit(String tid) {
    return notes.get(PG, "deposit", tid).map(n -> JSON.readValue(n, Deposit.class));
  }
}
